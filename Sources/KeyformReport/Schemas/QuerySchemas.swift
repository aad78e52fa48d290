/// The JSON Schemas of what `keyform query` and `keyform policy` write.
enum QuerySchemas {
  static var all: [(file: String, json: String)] {
    [
      ("query.schema.json", query.document(title: "The rows of a query of Keyform")),
      ("policies.schema.json", policies.document(title: "A repository's policies")),
      (
        "policy-test.schema.json",
        tests.document(title: "What became of policies on their fixtures")
      ),
    ]
  }

  private static var query: SchemaNode {
    .object(
      [
        .init("format", .constant(ResultData.format, "Name and version of this format.")),
        .init("columns", .list(.text("As the query calls it."), "The columns, from the left.")),
        .init(
          "rows",
          .list(
            .list(.scalar("Text, a number, or null for NULL."), "The values, by column."),
            "The rows, in the query's order.")),
      ], "What a query gave.")
  }

  private static var policies: SchemaNode {
    .object(
      [
        .init("format", .constant(PolicyReport.format, "Name and version of this format.")),
        .init("policies", .list(policy, "Those that can be read, by file.")),
        .init("diagnostics", OutputSchemas.diagnostics),
      ], "The policies of a repository.")
  }

  private static var policy: SchemaNode {
    .object(
      [
        .init("id", .text("Such as ORG001.")), .init("name", .text("A short name.")),
        .init("severity", .words(["info", "warning", "error"], "Its own severity.")),
        .init("what", .text("What must hold.")), .init("why", .text("What happens otherwise.")),
        .init("fix", .text("The way out.")), .init("file", .text("The file of the query.")),
        .init("off", .flag("Whether keyform.yaml switches it off.")),
      ], "One policy.")
  }

  private static var tests: SchemaNode {
    .object(
      [
        .init("format", .constant(PolicyTestReport.format, "Name and version of this format.")),
        .init("policies", .list(test, "The policies that were tested, by file.")),
        .init("diagnostics", OutputSchemas.diagnostics),
      ], "What became of policies on their fixtures.")
  }

  private static var test: SchemaNode {
    .object(
      [
        .init("id", .text("Such as ORG001.")), .init("file", .text("The file of the query.")),
        .init("passes", .flag("Whether no fixture fails.")),
        .init("fixtures", .list(fixture, "By folder; empty: there is none.")),
      ], "One policy.")
  }

  private static var fixture: SchemaNode {
    .object(
      [
        .init("name", .text("The folder.")),
        .init("expected", .count("Lines on which a finding is expected.")),
        .init("missing", .list(place, "Expected and not found.")),
        .init("surplus", .list(place, "Found and not expected.")),
        .init("diagnostics", OutputSchemas.diagnostics),
      ], "One fixture.")
  }

  private static var place: SchemaNode {
    .object(
      [
        .init("file", .text("Relative to the root.")), .init("line", .count("From 1.")),
        .init("summary", .nullable(.text("What was found; null where nothing was."))),
      ], "A line.")
  }
}
