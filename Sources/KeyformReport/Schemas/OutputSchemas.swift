internal import KeyformCore

/// The JSON Schemas of the JSON that Keyform writes, for `schemas/`.
package enum OutputSchemas {
  /// By file name.
  package static var all: [(file: String, json: String)] {
    [
      (
        "plan.schema.json",
        plan.document(
          title: "A plan of Keyform, as shown or saved")
      ),
      (
        "validate.schema.json",
        validate.document(
          title: "What keyform validate found")
      ),
    ] + PlanSetSchemas.all + LockSchema.all + ReferenceSchemas.all + HistorySchemas.all
      + [InventorySchema.file] + DriftSchema.all + WrittenSchema.all + QuerySchemas.all
      + [WhichSchema.file]
  }

  static let date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
  static let hex = "[0-9a-f]{64}"
  static let address =
    "^(\(EntityKind.allCases.map(\.rawValue).joined(separator: "|")))/.+$"

  private static var head: [SchemaNode.Member] {
    [
      .init("catalog", .text("Edition and digest of the reference catalogue.")),
      .init("tool", .text("Version of the Keyform that wrote this.")),
      .init("today", .pattern(date, "The day that calendar rules took for today, ISO 8601.")),
    ]
  }

  static var plan: SchemaNode {
    .object(
      [
        .init("format", .constant(PlanJSON.format, "Name and version of this format.")),
        .init("project", .text("The project, whose rows the plan touches.")),
        .init("target", target),
        .init("source", .nullable(revision)),
      ] + head + [
        .init(
          "undoOf", .nullable(.count("The change set that the plan takes back; null: none."))),
        .init(
          "preview",
          .flag(
            """
            Present and true where the role that planned reads no values: keys were compared by tail \
            and check value, no change has a `base`, and `apply` refuses the plan.
            """), required: false),
        .init(
          "schema",
          .pattern(
            "^(none|create|migrate from [0-9]+)$",
            "What apply does to the target's tables before it writes rows.")),
        .init("summary", summary),
        .init("hazards", .list(hazard, "Named dangers of the plan.")),
        .init("memory", MemorySchema.memory, required: false),
        .init(
          "allowed",
          .list(hazardName, "Hazards that were allowed when the plan was made.")),
        .init(
          "leftOut", .list(leftOut, "Changes that were planned and left out with --only.")),
        .init("waived", .list(waived, "What waivers took out of the count of limits.")),
        .init("blocked", .list(blocker, "Why the plan may not be applied; empty: it may.")),
        .init(
          "files",
          .list(
            .text("Path relative to the root of the repository."),
            "The files of the repository that changes come from.")),
        .init("changes", .list(change, "One for each row that changes, by kind and name.")),
        .init("diagnostics", diagnostics),
        .init("impact", ImpactSchema.impact, required: false),
        .init(
          "digest",
          .pattern("^sha256:\(hex)$", "SHA-256 of all bytes of the plan before this member.")),
        .init(
          "hmac",
          .pattern(
            "^sha256:\(hex)$",
            "The plan's HMAC-SHA-256 under its target's key; absent where that has none."),
          required: false),
      ], "A plan: what would change in a target.")
  }

  private static var target: SchemaNode {
    .object(
      [
        .init(
          "name",
          .nullable(.text("Its name in keyform.yaml; null where a URL was given."))),
        .init("url", .text("Its address, without user and password.")),
        .init(
          "id",
          .nullable(.text("The target's own id; null where it has no tables yet."))),
      ], "The database that the plan is for.")
  }

  private static var summary: SchemaNode {
    .object(
      [
        .init("create", .count("Rows to create.")), .init("update", .count("Rows to update.")),
        .init("adopt", .count("Unmanaged rows to take over.")),
        .init("release", .count("Rows to let go of without deleting them.")),
        .init("delete", .count("Rows to delete.")),
      ], "Counts of the changes.")
  }

  private static var revision: SchemaNode {
    .object(
      [
        .init("repository", .nullable(.text("Where the repository came from."))),
        .init("commit", .nullable(.text("The commit that was checked out."))),
        .init("author", .nullable(.text("Author of the commit."))),
        .init("dirty", .flag("Whether files differed from the commit.")),
        .init("tree", .nullable(.text("Id of the commit's tree."))),
        .init(
          "roots",
          .list(
            .text("Id of a commit."),
            "The commits without parents that it descends from; none where they cannot be known.")),
        .init("shallow", .flag("Whether the clone lacks older commits.")),
      ], "What version control says of the repository; null outside version control.")
  }

  private static var hazardName: SchemaNode {
    .words(Hazard.allCases.map(\.rawValue), "What --allow takes.")
  }

  private static var hazard: SchemaNode {
    .object(
      [
        .init("name", hazardName), .init("count", .count("How often it occurs.")),
      ], "One danger.")
  }

  private static var leftOut: SchemaNode {
    .object(
      [
        .init("action", .words(Action.allCases.map(\.rawValue), "What would become of the row.")),
        .init("address", .pattern(address, "Kind and name of the entry.")),
      ], "A change that is no part of the plan.")
  }

  private static var waived: SchemaNode {
    .object(
      [
        .init("limit", .words(LimitSubject.all.map(\.text), "The limit.")),
        .init("waiver", .text("Name of the waiver.")),
        .init("count", .count("Changes that it names.")),
        .init("until", .pattern(date, "The last day on which it holds, ISO 8601.")),
        .init("reason", .text("Why it was granted.")),
      ], "A waiver and what it waived.")
  }

  private static var blocker: SchemaNode {
    .object(
      [
        .init(
          "cause",
          .words(
            Blocker.Cause.allCases.map(\.rawValue),
            """
            A finding of severity error on a touched entry, a limit of keyform.yaml, a protected \
            row, or a reference of another project.
            """)),
        .init("text", .text("What blocks, and what to do.")),
      ], "One reason why the plan may not be applied.")
  }

  private static var change: SchemaNode {
    .object(
      [
        .init("action", .words(Action.allCases.map(\.rawValue), "What becomes of the row.")),
        .init("address", .pattern(address, "Kind and name of the entry.")),
        .init("was", .text("The name before, where it changes."), required: false),
        .init(
          "fields",
          .list(
            .object(
              [
                .init("name", .text("Name of the field, as in the files.")),
                .init("from", .fieldValue("The value before; null: none.")),
                .init("to", .fieldValue("The value after; null: none.")),
              ], "One field that changes."), "The fields that change.")),
        .init("source", source, required: false),
        .init(
          "base",
          .pattern(
            "^\(hex)$",
            """
            Keyed digest of the row that an update or a delete was planned from; the key never \
            leaves the target.
            """), required: false),
        .init(
          "fromCatalog", .flag("The update comes from a newer catalogue alone."), required: false),
        .init("secret", secret, required: false),
        .init(
          "unchanged",
          .map(
            .fieldValue("The field's value."), "The other fields of an updated row, by name."),
          required: false),
      ], "One row that changes.")
  }

  private static var source: SchemaNode {
    .object(
      [
        .init("file", .text("Path relative to the root of the repository.")),
        .init("line", .count("Line of the entry's name, from 1.")),
      ], "Where the entry is written; absent for deletes.")
  }

  private static var secret: SchemaNode {
    .object(
      [
        .init("env", .text("The environment variable that holds the value."), required: false),
        .init("file", .text("The file that holds the value."), required: false),
        .init("entry", .text("The name in the file's NAME=VALUE lines."), required: false),
      ], "Where apply reads the key's value from; never the value.")
  }

  private static var validate: SchemaNode {
    .object(
      [
        .init("format", .constant(ValidateJSON.format, "Name and version of this format.")),
        .init(
          "project",
          .nullable(.text("The project; null where keyform.yaml could not be read."))),
      ] + head + [
        .init("targets", .list(.text("Name of a target."), "Targets whose sets were checked.")),
        .init("files", .count("Files read.")), .init("entries", .count("Entries read.")),
        .init(
          "summary",
          .object(
            [
              .init("errors", .count("Findings of severity error.")),
              .init("warnings", .count("Findings of severity warning.")),
              .init("infos", .count("Findings of severity info.")),
            ], "Counts of the findings.")), .init("fixes", FixSchema.fixes),
        .init(
          "diff", .text("With --diff: what --fix would change, as a unified diff, masked."),
          required: false),
        .init("diagnostics", diagnostics),
      ], "The findings of a validate.")
  }

  private static var place: [SchemaNode.Member] {
    [
      .init(
        "file",
        .nullable(.text("Path relative to the root of the repository; null: no place."))),
      .init("line", .nullable(.count("Line, from 1."))),
      .init("column", .nullable(.count("Column in characters, from 1."))),
    ]
  }

  static var diagnostics: SchemaNode {
    .list(
      .object(
        [
          .init("rule", .text("Id of the rule, as `keyform explain` takes it.")),
          .init(
            "severity", .words(Severity.allCases.map(\.rawValue), "How much the finding weighs.")),
          .init(
            "address",
            .nullable(.pattern(address, "The entry concerned; null for whole files."))),
          .init("summary", .text("What is wrong, in short.")),
          .init("detail", .text("What is wrong, why, and what to do.")),
        ] + place + [
          .init(
            "related",
            .list(
              .object(
                place + [.init("text", .text("What the place has to do with the finding."))],
                "A further place."), "Further places that belong to the finding."))
        ], "One finding."), "Findings by file, line, column and rule.")
  }
}
