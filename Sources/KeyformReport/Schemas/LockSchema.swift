/// The JSON Schema of what `keyform lock` writes.
enum LockSchema {
  static var all: [(file: String, json: String)] {
    [("lock.schema.json", lock.document(title: "Who is applying to a target"))]
  }

  private static var lock: SchemaNode {
    .object(
      [
        .init("format", .constant(LockJSON.format, "Name and version of this format.")),
        .init("project", .text("The project whose lock it is.")),
        .init("target", target),
        .init("held", .flag("Whether somebody is applying now.")),
        .init("holder", .nullable(holder)),
      ], "The lock of one project on one target.")
  }

  private static var target: SchemaNode {
    .object(
      [
        .init("name", .nullable(.text("Its name in keyform.yaml; null where a URL was given."))),
        .init("url", .text("Its address, without user and password.")),
      ], "The target.")
  }

  private static var holder: SchemaNode {
    .object(
      [
        .init("operator", .nullable(.text("Who runs it, as claimed; null: not said."))),
        .init("host", .text("The machine it runs on, as it calls itself.")),
        .init("process", .count("Its process id there.")),
        .init("since", .text("When it got the lock: UTC, YYYY-MM-DDTHH:MM:SSZ.")),
        .init("plan", .nullable(.text("SHA-256 of the saved plan; null: it has none."))),
      ], "Who holds the lock, as said by itself; null: nobody, or it has not said yet.")
  }
}
