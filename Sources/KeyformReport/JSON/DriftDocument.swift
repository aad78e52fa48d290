package import KeyformCore

// Drift for other programs. No plan: it can never be applied.
extension DriftReport {
  package static let document: JSONDocument<DriftReport> = JSONDocument(
    "drift", .lines, title: "What keyform drift found",
    "Drift: what changed in a target behind our back. Never applied.",
    Member("project", .text("The project whose rows were compared."), \.project),
    Member("target", TargetDescription.codec("The database that was compared."), \.target),
    Member("tool", .text("Version of the Keyform that wrote this."), \.toolVersion),
    Member(
      "preview",
      optional: .flag(
        "True: the role reads no values; keys were compared by tail and check value alone.")
    ) { $0.isPreview ? true : nil },
    Member(
      "drifted",
      .list(Entry.codec, "Entries that the target holds otherwise than applied.", .lines),
      \.drifted),
    Member(
      "pending",
      .list(.text("Kind and name."), "Entries whose changes wait in the files for an apply.")
    ) { $0.pending.map(\.description) },
    Member("takenBack", optional: WrittenAgain.list) {
      $0.writtenAgain.isEmpty ? nil : $0.writtenAgain
    }, Member("unmerged", optional: RowOrigin.list) { $0.unmerged.isEmpty ? nil : $0.unmerged })
}

extension DriftReport.Entry {
  fileprivate static let codec: Codec<Self> = .object(
    "One entry.",
    Member("address", .text("Kind and name of the entry.")) { $0.item.address.description },
    Member(
      "presence",
      .word("Which side has the entry; deleted: gone from the target; inserted: never applied."),
      \.item.presence), Member("changed", cause, \.item.cause),
    Member("source", .nullable(WrittenLine.codec), \.line),
    Member("fields", .list(field, "The fields that differ."), \.fields),
    Member("lastWriter", .nullable(LastWriter.codec), \.writer))

  private static let cause: Codec<DriftCause> = .word(
    "Who moved away from what was applied last.")

  private typealias Field = (field: DriftField, line: WrittenLine?)

  private var fields: [Field] {
    item.fields.enumerated().map { index, field in
      (field, fieldLines.indices.contains(index) ? fieldLines[index] : nil)
    }
  }

  private static let field: Codec<Field> = .object(
    "One field.", Member("name", .text("Name of the field, as in the files.")) { $0.field.name },
    Member("file", .fieldValue("The value in the file; null: none.")) { $0.field.file },
    Member("target", .fieldValue("The value in the target; null: none.")) { $0.field.target },
    Member(
      "applied", .fieldValue("The value applied last, as the journal has it.")
    ) { $0.field.applied }, Member("changed", cause) { $0.field.cause },
    Member("source", .nullable(WrittenLine.codec)) { $0.line })
}

extension WrittenLine {
  fileprivate static let codec: Codec<Self> = .object(
    "Where it is written.",
    Member("file", .text("Path relative to the root of the repository."), \.place.file),
    Member("line", .count("Line, from 1."), \.place.line),
    Member("commit", optional: .nullable(LineCommit.codec)) {
      switch $0.origin {
      case .unknown: nil
      case .notCommitted, .olderThanClone: .some(nil)
      case .commit(let commit): commit
      }
    },
    Member(
      "shallow",
      optional: .flag("True: the line is older than this clone, which lacks older commits.")
    ) { $0.origin == .olderThanClone ? true : nil })
}

extension LineCommit {
  fileprivate static let codec: Codec<Self> = .object(
    "The line's last commit; null: not committed yet, or see shallow; absent: git does not say.",
    Member("id", .text("The commit's id."), \.id), Member("author", .text("Its author."), \.author),
    Member("date", .text("Its day, ISO 8601, UTC."), \.date),
    Member("subject", .text("The first line of its message."), \.subject))
}

extension LastWriter {
  fileprivate static let codec: Codec<Self> = .object(
    "The change set that wrote the row last, as the journal has it.",
    Member("changeSet", .count("Id of the change set."), \.changeSet), signature)
}
