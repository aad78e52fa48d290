internal import KeyformCore

/// The JSON Schemas of outputs that hold plans beside something else.
enum PlanSetSchemas {
  static var all: [(file: String, json: String)] {
    [
      ("apply.schema.json", apply.document(title: "What an apply did")),
      ("plans.schema.json", plans.document(title: "The plans of several targets")),
      ("rebase.schema.json", rebase.document(title: "A plan made anew, and the reviewed one")),
    ]
  }

  private static var plans: SchemaNode {
    .object(
      [
        .init("format", .constant(PlansJSON.format, "Name and version of this format.")),
        .init("targets", .list(outcome, "One for each target, in the order of the command line.")),
      ], "The plans of several targets, or why there is none.")
  }

  private static var apply: SchemaNode {
    .object(
      [
        .init("format", .constant(ApplyJSON.format, "Name and version of this format.")),
        .init("outcome", applied),
        .init("changeSet", changeSet), .init("counts", written),
        .init(
          "reason", .nullable(.text("Why the run did not come to its end; null: it did."))),
        .init("diagnostics", OutputSchemas.diagnostics),
        .init(
          "targets",
          .list(appliedTarget, "One for each target, in the order of the command line.")),
      ], "How an apply ended. With several targets the worst outcome, and all that was written.")
  }

  private static var appliedTarget: SchemaNode {
    .object(
      [
        .init("name", .nullable(.text("Its name in keyform.yaml; null where a URL was given."))),
        .init("url", .text("Its address, without user and password.")),
        .init("outcome", applied),
        .init("changeSet", changeSet), .init("counts", written),
        .init("reason", .nullable(.text("Why nothing was written; null: nothing to say."))),
        .init("plan", .nullable(OutputSchemas.plan)),
      ], "What became of one target.")
  }

  private static var applied: SchemaNode {
    .words(AppliedOutcome.allCases.map(\.rawValue), "How it ended.")
  }

  private static var changeSet: SchemaNode {
    .nullable(
      .count(
        "As which change set it was written, now or before; null: not, or for several targets.")
    )
  }

  private static var written: SchemaNode {
    .object(
      Action.allCases.map { .init($0.rawValue, .count("Rows written.")) },
      "The rows that were written, by action.")
  }

  private static var outcome: SchemaNode {
    .object(
      [
        .init("name", .nullable(.text("Its name in keyform.yaml; null where a URL was given."))),
        .init("url", .text("Its address, without user and password.")),
        .init("error", .nullable(failure)),
        .init("plan", .nullable(OutputSchemas.plan)),
      ], "What planning came to for one target.")
  }

  private static var failure: SchemaNode {
    .object(
      [
        .init("status", .count("The exit code that this alone would have.")),
        .init("text", .text("What went wrong.")),
        .init("diagnostics", OutputSchemas.diagnostics),
      ], "Why there is no plan; null: there is one.")
  }

  private static var rebase: SchemaNode {
    .object(
      [
        .init("format", .constant(RebaseJSON.format, "Name and version of this format.")),
        .init(
          "reviewed", .pattern("^sha256:\(OutputSchemas.hex)$", "Digest of the reviewed plan.")),
        .init("asReviewed", .flag("Whether the new plan does what was reviewed, nothing else.")),
        .init("added", addresses("Changes that nobody has reviewed.")),
        .init("gone", addresses("Reviewed changes that are no longer due.")),
        .init("altered", addresses("Changes that are not as reviewed.")),
        .init(
          "rebased",
          addresses("The same changes of rows whose other fields are no longer the same.")),
        .init("same", .count("Changes that are exactly as reviewed.")),
        .init("plan", OutputSchemas.plan),
      ], "A plan made anew, and how it differs from the reviewed one.")
  }

  private static func addresses(_ description: String) -> SchemaNode {
    .list(.pattern(OutputSchemas.address, "Kind and name of the entry."), description)
  }
}
