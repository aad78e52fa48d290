internal import KeyformCore

/// The JSON Schema of what `keyform which` writes.
enum WhichSchema {
  static var file: (file: String, json: String) {
    ("which.schema.json", which.document(title: "Keys that are for a product"))
  }

  private static let date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

  /// A list of words would have to hold null as well.
  private static func oneOf(_ words: [String]) -> String {
    "^(\(words.joined(separator: "|")))$"
  }

  private static func uses(_ description: String) -> SchemaNode {
    .list(.words(KeyUse.words, "A use."), description)
  }

  private static var which: SchemaNode {
    .object(
      [
        .init("format", .constant(WhichJSON.format, "Name and version of this format.")),
        .init("product", .text("Id of the edition that was asked for.")),
        .init("release", .nullable(.text("The release that was asked for; null: any."))),
        .init(
          "architecture",
          .nullable(.pattern(oneOf(Architecture.allCases.map(\.rawValue)), "Asked for; null: any."))
        ),
        .init("use", uses("The uses that were asked for.")),
        .init("keys", .list(key, "Keys that are for the product, the best first.")),
      ], "Keys that a deployment of a product could use.")
  }

  private static var key: SchemaNode {
    .object(
      [
        .init("reference", .nullable(.text("As bindings name it; null: it has no entry."))),
        .init(
          "source",
          .words(
            ["repository", "project", "catalogue"],
            "An entry here, one that another project shares, or a published key without entry.")),
        .init(
          "verdict",
          .words(
            KeyChoice.Verdict.allCases.map(\.rawValue),
            "Whether a further deployment could use it; conditional: reasons name what must hold.")),
        .init("reasons", .list(.text("In short."), "Why, the weightiest first.")),
        .init(
          "kind",
          .nullable(.pattern(oneOf(KeyKind.allCases.map(\.rawValue)), "Kind; null: none stated."))),
        .init("state", .words(KeyState.allCases.map(\.rawValue), "State of the entry.")),
        .init("use", uses("What of the uses asked for it can have.")),
        .init("value", .nullable(.text("The value of a public key; null: secret or unknown."))),
        .init("tail", .nullable(.text("The last five characters."))),
        .init("check", .nullable(.text("The 12-bit check value."))),
        .init("supply", .nullable(supply)),
        .init(
          "servers",
          .list(
            .pattern(OutputSchemas.address, "Kind and name."),
            "Hosts and directories that would activate machines with a GVLK.")),
        .init("file", .nullable(.text("Where the entry is written; null: in no file here."))),
        .init("line", .nullable(.count("Line of the entry's name, from 1."))),
      ], "One key.")
  }

  private static var supply: SchemaNode {
    .object(
      [
        .init("quantity", .nullable(.count("Activations granted; null: not recorded."))),
        .init("unlimited", .flag("Whether the grant is unlimited.")),
        .init("remaining", .nullable(.count("Activations left, as somebody read them."))),
        .init("asOf", .nullable(.pattern(date, "The day that `remaining` was read."))),
        .init("bindings", .count("Bindings for activation.")),
        .init("machines", .count("Machines of those bindings.")),
        .init("activated", .nullable(.count("Machines activated; null: not recorded for all."))),
        .init(
          "left",
          .nullable(
            .count("Left at most once every bound machine is activated; null: not known."))),
      ], "Activations of a counted key; null: not counted.")
  }
}
