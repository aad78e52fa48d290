/// The JSON Schema of what a plan means for what the target remembers.
enum MemorySchema {
  static var memory: SchemaNode {
    .object(
      [
        .init(
          "takeover",
          .nullable(
            comparison("Two repositories that are not one; null: none, or nobody can tell."))),
        .init(
          "uncompared",
          .nullable(
            comparison("Two of which nobody can tell whether they are one; null: that is known."))),
        .init("guards", .list(guardChange, "Guards that are not as at the last apply.")),
        .init("takenBack", writtenAgain),
        .init(
          "formerNames",
          .list(
            .text("Name of a project."),
            "Other projects whose rows were last applied from this repository.")),
      ], "What the plan means for what the target remembers of the project; absent: nothing.")
  }

  private static func comparison(_ description: String) -> SchemaNode {
    .object(
      [
        .init("from", repository("The repository of the last apply.")),
        .init("to", repository("The repository of the plan.")),
        .init("shallow", .flag("Whether the clone of the plan lacks older commits.")),
      ], description)
  }

  private static func repository(_ description: String) -> SchemaNode {
    .object(
      [
        .init("origin", .nullable(.text("Host and path; null: not known."))),
        .init(
          "roots",
          .list(.text("Id of a commit."), "Commits without parents; empty: not known.")),
      ], description)
  }

  private static var guardChange: SchemaNode {
    .object(
      [
        .init("name", .text("The limit, rule or policy.")),
        .init("from", .text("As it was.")), .init("to", .text("As it is now.")),
        .init("loosened", .flag("Whether plans may do more than before.")),
      ], "One guard.")
  }

  static var writtenAgain: SchemaNode {
    .list(
      .object(
        [
          .init("address", .pattern(OutputSchemas.address, "Kind and name of the entry.")),
          .init("fields", .list(.text("Name of a field."), "Which; empty: the row as a whole.")),
          .init("undone", .count("The change set that was undone.")),
          .init("undo", .count("The change set that undid it.")),
          .init("appliedAt", .text("When, ISO 8601, UTC.")),
          .init("operator", .nullable(.text("Who, as claimed."))),
          .init("databaseRole", .nullable(.text("The database's own word on who."))),
        ], "One row."), "What an undo took away and the files still say.")
  }
}
