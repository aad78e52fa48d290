internal import KeyformCore

/// The JSON Schemas of what `keyform history` writes.
enum HistorySchemas {
  static var all: [(file: String, json: String)] {
    [
      (
        "history.schema.json",
        document(HistoryJSON.list, [changeSets]).document(title: "Change sets of a journal")
      ),
      (
        "change-set.schema.json",
        document(HistoryJSON.chapter, [.init("changeSet", changeSet)])
          .document(title: "A change set of a journal")
      ),
      (
        "life.schema.json",
        document(HistoryJSON.life, [.init("address", address), changeSets])
          .document(title: "What the journal knows of one entry")
      ),
      ("journal.schema.json", journal.document(title: "What checking a journal found")),
      ("in-force.schema.json", inForce.document(title: "The rows that were in force at a moment")),
    ]
  }

  private static func format(_ name: String) -> SchemaNode.Member {
    .init("format", .constant(name, "Name and version of this format."))
  }

  private static var project: SchemaNode.Member { .init("project", .text("The project.")) }

  private static var address: SchemaNode { .text("Kind and name of the entry.") }

  private static func document(_ name: String, _ members: [SchemaNode.Member]) -> SchemaNode {
    .object(
      [
        format(name), project,
        .init(
          "target",
          .object(
            [
              .init("name", .nullable(.text("Its name in keyform.yaml."))),
              .init("url", .text("Its address, without user and password.")),
            ], "The database that holds the journal.")),
      ] + members, "From the journal of a target.")
  }

  private static var changeSets: SchemaNode.Member {
    .init("changeSets", .list(changeSet, "Newest first; of one entry, oldest first."))
  }

  private static var changeSet: SchemaNode {
    .object(
      [
        .init("id", .count("Number of the change set.")),
        .init("appliedAt", .text("UTC, as the writer's clock had it.")),
        .init("operator", .nullable(.text("Who applied, as claimed."))),
        .init("databaseRole", .nullable(.text("Who applied, as the database says."))),
        .init("repository", .nullable(.text("Where the repository came from."))),
        .init("commit", .nullable(.text("The commit that was applied."))),
        .init("tree", .nullable(.text("The tree of the commit; null: not known."))),
        .init(
          "dirty",
          .nullable(.flag("Whether files differed from the commit; null: not known."))),
        .init("planDigest", .nullable(.text("SHA-256 of the saved plan."))),
        .init("catalog", .text("Edition and digest of the reference catalogue.")),
        .init("tool", .text("Version of the Keyform that applied.")),
        .init("undoOf", .nullable(.count("The change set that this one took back."))),
        .init("hash", .text("SHA-256 over the change set and the hash of the one before.")),
        .init("actions", .map(.count("Items."), "Counts of the items by action.")),
        .init("items", .list(item, "What became of each row."), required: false),
      ], "A change set.")
  }

  private static var item: SchemaNode {
    .object(
      [
        .init("ordinal", .count("Place in the change set, from 1.")),
        .init("action", .text("What became of the row.")), .init("address", address),
        .init(
          "fields",
          .nullable(
            .list(
              .object(
                [
                  .init("name", .text("Name of the field.")),
                  .init("from", .fieldValue("The value before; null: none.")),
                  .init("to", .fieldValue("The value after; null: none.")),
                ], "One field."), "Null where the journal's text cannot be read."))),
      ], "One item.")
  }

  private static var journal: SchemaNode {
    .object(
      [
        format(VerdictReport.format), project,
        .init("altered", .flag("Whether anything is not as it was written.")),
        .init("changeSets", .count("Change sets checked.")),
        .init("items", .count("Items checked.")),
        .init(
          "last",
          .nullable(
            .object(
              [
                .init("id", .count("Number of the change set.")),
                .init("hash", .text("To be kept elsewhere, for --expect.")),
              ], "The newest change set."))),
        .init(
          "expected",
          .words(["last", "earlier", "missing"], "What became of the hash of --expect."),
          required: false),
        .init(
          "flaws",
          .list(
            .object(
              [
                .init("changeSet", .count("Number of the change set.")),
                .init("item", .nullable(.count("Place in it, where it can be told."))),
                .init("address", .nullable(address)),
                .init("problem", .text("What is wrong.")),
              ], "One place."), "What is not as it was written.")),
      ], "The verdict.")
  }

  private static var inForce: SchemaNode {
    .object(
      [
        format(InForceReport.format), project,
        .init("at", .text("The moment, UTC.")),
        .init("changeSet", .nullable(.count("The change set that made the rows so."))),
        .init(
          "entries",
          .list(
            .object(
              [
                .init("address", address),
                .init("fields", .map(.fieldValue("The value."), "The fields by name.")),
              ], "A row."), "By kind and name.")),
      ], "The rows.")
  }
}
