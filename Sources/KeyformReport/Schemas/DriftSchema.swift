internal import KeyformCore

/// The JSON Schema of what `keyform drift` writes.
enum DriftSchema {
  static var all: [(file: String, json: String)] {
    [("drift.schema.json", drift.document(title: "What keyform drift found"))]
  }

  private static var drift: SchemaNode {
    .object(
      [
        .init("format", .constant(DriftJSON.format, "Name and version of this format.")),
        .init("project", .text("The project whose rows were compared.")),
        .init(
          "target",
          .object(
            [
              .init(
                "name", .nullable(.text("Its name in keyform.yaml; null where a URL was given."))),
              .init("url", .text("Its address, without user and password.")),
            ], "The database that was compared.")),
        .init("tool", .text("Version of the Keyform that wrote this.")),
        .init(
          "preview",
          .flag(
            "True: the role reads no values; keys were compared by tail and check value alone."),
          required: false),
        .init("drifted", .list(entry, "Entries that the target holds otherwise than applied.")),
        .init(
          "pending",
          .list(.text("Kind and name."), "Entries whose changes wait in the files for an apply.")),
        .init("takenBack", MemorySchema.writtenAgain, required: false),
      ], "Drift: what changed in a target behind our back. Never applied.")
  }

  private static func changed(_ description: String) -> SchemaNode {
    .words(DriftCause.allCases.map(\.rawValue), description)
  }

  private static var entry: SchemaNode {
    .object(
      [
        .init("address", .text("Kind and name of the entry.")),
        .init(
          "presence",
          .words(
            DriftItem.Presence.allCases.map(\.rawValue),
            "Which side has the entry; deleted: gone from the target; inserted: never applied.")),
        .init("changed", changed("Who moved away from what was applied last.")),
        .init("source", .nullable(line)),
        .init("fields", .list(field, "The fields that differ.")),
        .init("lastWriter", .nullable(writer)),
      ], "One entry.")
  }

  private static var field: SchemaNode {
    .object(
      [
        .init("name", .text("Name of the field, as in the files.")),
        .init("file", .fieldValue("The value in the file; null: none.")),
        .init("target", .fieldValue("The value in the target; null: none.")),
        .init("applied", .fieldValue("The value applied last, as the journal has it.")),
        .init("changed", changed("Who moved away from what was applied last.")),
        .init("source", .nullable(line)),
      ], "One field.")
  }

  private static var line: SchemaNode {
    .object(
      [
        .init("file", .text("Path relative to the root of the repository.")),
        .init("line", .count("Line, from 1.")),
        .init(
          "commit",
          .nullable(
            .object(
              [
                .init("id", .text("The commit's id.")), .init("author", .text("Its author.")),
                .init("date", .text("Its day, ISO 8601, UTC.")),
                .init("subject", .text("The first line of its message.")),
              ],
              "The line's last commit; null: not committed yet, or see shallow; absent: git does not say."
            )), required: false),
        .init(
          "shallow", .flag("True: the line is older than this clone, which lacks older commits."),
          required: false),
      ], "Where it is written.")
  }

  private static var writer: SchemaNode {
    .object(
      [
        .init("changeSet", .count("Id of the change set.")),
        .init("appliedAt", .text("When, ISO 8601, UTC.")),
        .init("operator", .nullable(.text("Who, as claimed."))),
        .init("databaseRole", .nullable(.text("The database's own word on who."))),
      ], "The change set that wrote the row last, as the journal has it.")
  }
}
