internal import KeyformCore

/// The JSON Schema of what `keyform explain ADDRESS` writes.
enum EntrySchema {
  static var file: (file: String, json: String) {
    ("entry.schema.json", entry.document(title: "What Keyform knows of an entry"))
  }

  private static var entry: SchemaNode {
    .object(
      [
        .init("format", .constant(EntryJSON.format, "Name and version of the format.")),
        .init("address", .pattern(OutputSchemas.address, "Kind and name of the entry.")),
        .init("file", .nullable(.text("Path relative to the root of the repository."))),
        .init("line", .nullable(.count("Line of the entry's name, from 1."))),
        .init("fields", .map(.fieldValue("The field's value, masked."), "The fields by name.")),
        .init("links", .list(link, "What it is bound to; both ends of a binding.")),
        .init("activations", .nullable(ImpactSchema.balance)),
        .init("hosts", .nullable(hosts)),
        .init("services", .list(service, "KMS hosts and directories that serve it; itself.")),
        .init(
          "unserved",
          .list(.text("Id of a product."), "What needs a KMS host or directory and has none.")),
        .init("support", .list(support, "Until when its products are supported.")),
        .init("lastChange", lastChange),
        .init(
          "install", .nullable(.text("The line that installs a public key; null: no such key."))),
        .init("conversion", .list(step, "The steps of a deployment with `from`, in order.")),
        .init("diagnostics", OutputSchemas.diagnostics),
      ], "An entry.")
  }

  private static var link: SchemaNode {
    .object(
      [
        .init("address", .pattern(OutputSchemas.address, "The other entry.")),
        .init(
          "binding",
          .nullable(.pattern("^binding/.+$", "The binding; null: a host key and its host."))),
        .init("use", .list(.words(KeyUse.words, "A use."), "What the binding is for.")),
        .init("machines", .nullable(.count("The binding's, or else its deployment's."))),
        .init("activated", .nullable(.count("Machines activated so far."))),
        .init(
          "activatedAsOf",
          .nullable(.pattern(OutputSchemas.date, "The day that this was read."))),
        .init("about", .text("What the other entry is, in words.")),
      ], "Another entry that it has to do with.")
  }

  private static var hosts: SchemaNode {
    .object(
      [
        .init("count", .count("KMS hosts that have the key.")),
        .init("allowed", .count("KMS hosts that may have it.")),
        .init("covers", .list(.text("Id of a product."), "What it activates.")),
      ], "Of a CSVLK; null for all else.")
  }

  private static var service: SchemaNode {
    .object(
      [
        .init("service", .pattern("^(host|directory)/.+$", "The host or directory.")),
        .init("place", .text("DNS name and port of the host, or the forest.")),
        .init(
          "covers",
          .nullable(
            .list(.text("Id of a product."), "What its host keys activate; null: not known."))),
        .init("asked", ImpactSchema.counts("Machines that may ask it: an upper bound.")),
        .init(
          "needed",
          .nullable(ImpactSchema.counts("Counts that it activates from; null: none are needed."))),
      ], "A KMS host or directory.")
  }

  private static var support: SchemaNode {
    .object(
      [
        .init("product", .text("Id of the product.")),
        .init("release", .nullable(.text("The release; null: the product has one."))),
        .init("newest", .flag("Whether other releases leave support before this one.")),
        .init("end", .pattern(OutputSchemas.date, "Last day without paid updates.")),
        .init("days", .integer("From today to that day; below 0: since then.")),
        .init(
          "esuEnd",
          .nullable(.pattern(OutputSchemas.date, "Last day of paid updates; null: none."))),
      ], "Support of one product.")
  }

  private static var lastChange: SchemaNode {
    .object(
      [
        .init(
          "status",
          .words(
            ["not-asked", "unreachable", "none", "known"],
            "Whether a target's journal was asked, and what it knows.")),
        .init("target", .nullable(.text("The target."))),
        .init("reason", .nullable(.text("Why it was not asked or not reached."))),
        .init("changeSet", .nullable(.count("The change set that wrote the row last."))),
        .init("appliedAt", .nullable(.text("When, in UTC."))),
        .init("operator", .nullable(.text("By whom, as claimed."))),
        .init("databaseRole", .nullable(.text("By whom, as the database says."))),
      ], "What the journal of a target says of the row.")
  }

  private static var step: SchemaNode {
    .object(
      [
        .init("text", .text("What to do, and why.")),
        .init("command", .nullable(.text("What to run; null: nothing."))),
      ], "One step.")
  }
}
