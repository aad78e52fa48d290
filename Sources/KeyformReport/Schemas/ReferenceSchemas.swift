internal import KeyformCore

/// The JSON Schemas of what `keyform catalog` and `keyform explain` write.
enum ReferenceSchemas {
  static var all: [(file: String, json: String)] {
    [
      ("catalog.schema.json", catalog.document(title: "Rows of Keyform's reference catalogue")),
      ("rule.schema.json", rule.document(title: "A rule of Keyform")),
      ("exit.schema.json", exit.document(title: "An exit code of Keyform")),
      ("hazard.schema.json", hazard.document(title: "A hazard of Keyform's plans")),
      ("limit.schema.json", limit.document(title: "A limit of Keyform's plans")),
      EntrySchema.file,
    ]
  }

  private static func format(_ name: String) -> SchemaNode.Member {
    .init("format", .constant(name, "Name and version of this format."))
  }

  private static let date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

  private static func day(_ name: String, _ description: String) -> SchemaNode.Member {
    .init(name, .pattern(date, description))
  }

  private static var provenance: [SchemaNode.Member] {
    [
      .init("source", .nullable(.text("Id of the source that the row was taken from."))),
      .init("date", .nullable(.pattern(date, "The day that the source was read."))),
    ]
  }

  private static var catalog: SchemaNode {
    .object(
      [
        format("keyform.catalog/1"), .init("edition", .text("The catalogue's edition.")),
        day("date", "The day of the edition."),
        .init("digest", .text("Edition and digest, as plans record them.")),
        .init("products", .list(product, "Products with their editions.")),
        .init("publicKeys", .list(publicKey, "Client setup keys and guest keys, a row each.")),
        .init("lifecycles", .list(lifecycle, "Support dates.")),
      ], "The rows that were asked for.")
  }

  private static var product: SchemaNode {
    .object(
      [
        .init("id", .text("As files name it.")), .init("product", .nullable(.text("In words."))),
        .init("edition", .nullable(.text("In words."))),
        .init("editionID", .nullable(.text("Windows' own name of the edition."))),
        .init("family", .text("client, server, office or add-on.")),
        .init("aliases", .list(.text("A name."), "What may be written instead.")),
        .init("architectures", .list(.text("A name."), "Architectures that it exists for.")),
        .init("releases", .list(.text("A name."), "Releases with support dates of their own.")),
        .init("activationID", .nullable(.text("Its SKU id in the licensing service."))),
      ] + provenance, "One edition.")
  }

  private static var publicKey: SchemaNode {
    .object(
      [
        .init("key", .pattern("^([B-Z0-9]{5}-){4}[B-Z0-9]{5}$", "The public value.")),
        .init("kind", .words(["gvlk", "avma"], "Kind of the key.")),
        .init("product", .text("Id of the edition.")),
        .init("releases", .list(.text("A release."), "Releases that it holds for; empty: all.")),
        .init("slmgr", .text("The line that installs it.")),
      ] + provenance, "One published key for one edition.")
  }

  private static var lifecycle: SchemaNode {
    .object(
      [
        .init("id", .text("Name of the row.")), .init("product", .text("Id of the product.")),
        .init("products", .list(.text("An id."), "Editions that the dates hold for.")),
        .init("release", .nullable(.text("The release; null where there is one."))),
        day("released", "First day."), day("mainstreamEnd", "Last day of mainstream support."),
        day("extendedEnd", "Last day of support."),
        .init("esuEnd", .nullable(.pattern(date, "Last day of paid updates; null: none."))),
      ] + provenance, "Support dates of one release.")
  }

  private static var rule: SchemaNode {
    .object(
      [
        format("keyform.rule/1"), .init("id", .text("As in findings and settings.")),
        .init("name", .text("In a word.")),
        .init("severity", .words(Severity.allCases.map(\.rawValue), "Unless set otherwise.")),
        .init("what", .text("What must hold.")), .init("why", .text("Why it matters.")),
        .init("fix", .text("What to do.")), .init("source", .text("Where it comes from.")),
        .init("since", .text("The version that brought it.")),
      ], "A rule.")
  }

  private static var exit: SchemaNode {
    .object(
      [
        format("keyform.exit/1"), .init("code", .count("The exit code.")),
        .init("meaning", .text("What it means, and what to do.")),
      ], "An exit code.")
  }

  private static var hazard: SchemaNode {
    .object(
      [
        format("keyform.hazard/1"),
        .init("name", .words(Hazard.allCases.map(\.rawValue), "What --allow takes.")),
        .init("meaning", .text("What a change with it does.")),
        .init("advice", .text("What to look at before it is allowed, and what to do instead.")),
      ], "A hazard.")
  }

  private static var limit: SchemaNode {
    .object(
      [
        format("keyform.limit/1"),
        .init("name", .words(LimitSubject.all.map(\.text), "As in `limits`.")),
        .init("meaning", .text("What it counts.")),
        .init("share", .nullable(.count("Percent of the kind's rows; null: no limit."))),
        .init("above", .nullable(.count("So many are always allowed; null: no limit."))),
      ], "A limit, as the repository sets it.")
  }
}
