package import KeyformCore

/// Something of a project's journal in a target.
package typealias JournalExtract<Content> = (
  project: String, target: TargetDescription, content: Content
)

/// What `keyform history` writes of change sets.
package enum JournalDocuments {
  private static func origin<Content>() -> Member<JournalExtract<Content>, Void> {
    .group(
      Member("project", .text("The project.")) { $0.project },
      Member(
        "target",
        .object(
          "The database that holds the journal.",
          TargetDescription.members(name: "Its name in keyform.yaml."))
      ) { $0.target })
  }

  package static let list: JSONDocument<JournalExtract<[JournalEntry]>> = JSONDocument(
    "history", .indented, title: "Change sets of a journal", "From the journal of a target.",
    origin(),
    Member("changeSets", changeSets) { $0.content.map { ($0, nil) } })

  package static let changeSet: JSONDocument<JournalExtract<ChangeSetView>> = JSONDocument(
    "change-set", .indented, title: "A change set of a journal", "From the journal of a target.",
    origin(),
    Member("changeSet", entry) { ($0.content.entry, $0.content.items) })

  package static let life:
    JSONDocument<JournalExtract<(address: Address, changeSets: [ChangeSetView])>> = JSONDocument(
      "life", .indented, title: "What the journal knows of one entry",
      "From the journal of a target.", origin(),
      Member("address", .text("Kind and name of the entry.")) { $0.content.address.description },
      Member("changeSets", changeSets) { $0.content.changeSets.map { ($0.entry, $0.items) } })

  private typealias Entry = (entry: JournalEntry, items: [HistoryItem]?)

  private static let changeSets: Codec<[Entry]> = .list(
    entry, "Newest first; of one entry, oldest first.")

  private static let entry: Codec<Entry> = .object(
    "A change set.", Member("id", .count("Number of the change set.")) { $0.entry.changeSet },
    Member("appliedAt", .text("UTC, as the writer's clock had it.")) { $0.entry.header.appliedAt },
    Member("operator", .nullable(.text("Who applied, as claimed."))) {
      $0.entry.header.operatorName
    },
    Member("databaseRole", .nullable(.text("Who applied, as the database says."))) {
      $0.entry.databaseRole
    },
    Member("repository", .nullable(.text("Where the repository came from."))) {
      $0.entry.header.repository
    },
    Member("commit", .nullable(.text("The commit that was applied."))) { $0.entry.header.commit },
    Member("tree", .nullable(.text("The tree of the commit; null: not known."))) {
      $0.entry.header.tree
    },
    Member("dirty", .nullable(.flag("Whether files differed from the commit; null: not known."))) {
      $0.entry.header.isDirty
    },
    Member("planDigest", .nullable(.text("SHA-256 of the saved plan."))) {
      $0.entry.header.planDigest
    },
    Member("catalog", .text("Edition and digest of the reference catalogue.")) {
      $0.entry.header.catalog
    },
    Member("tool", .text("Version of the Keyform that applied.")) { $0.entry.header.toolVersion },
    Member("undoOf", .nullable(.count("The change set that this one took back."))) {
      $0.entry.header.undoOf
    },
    Member("hash", .text("SHA-256 over the change set and the hash of the one before.")) {
      $0.entry.hash
    },
    Member("actions", .map(.count("Items."), "Counts of the items by action.")) {
      $0.entry.actions.map { (name: $0.action, value: $0.count) }
    },
    Member("items", optional: .list(HistoryItem.codec, "What became of each row.")) { $0.items })
}

extension HistoryItem {
  fileprivate static let codec: Codec<Self> = .object(
    "One item.", Member("ordinal", .count("Place in the change set, from 1."), \.record.ordinal),
    Member("action", .text("What became of the row."), \.record.action),
    Member("address", .text("Kind and name of the entry."), \.record.address.description),
    Member(
      "fields",
      .nullable(.list(Field.codec, "Null where the journal's text cannot be read.")), \.fields))
}

extension HistoryItem.Field {
  fileprivate static let codec: Codec<Self> = .object(
    "One field.", Member("name", .text("Name of the field."), \.name),
    Member("from", .fieldValue("The value before; null: none."), \.from),
    Member("to", .fieldValue("The value after; null: none."), \.to))
}
