internal import KeyformCore

/// The JSON Schema of what `keyform inventory` writes.
enum InventorySchema {
  static var file: (file: String, json: String) {
    (
      "inventory.schema.json",
      inventory.document(title: "Rows that a target of Keyform holds for one owner")
    )
  }

  private static let address =
    "^(\(EntityKind.allCases.map(\.rawValue).joined(separator: "|")))/.+$"

  private static var inventory: SchemaNode {
    .object(
      [
        .init("format", .constant(InventoryJSON.format, "Name and version of this format.")),
        .init("project", .text("The project whose rows they are; empty: unmanaged rows.")),
        .init(
          "target",
          .object(
            [
              .init(
                "name", .nullable(.text("Its name in keyform.yaml; null where a URL was given."))),
              .init("url", .text("Its address, without user and password.")),
            ], "The database that was read.")),
        .init("entries", .list(entry, "The rows, by kind and name.")),
      ], "What a target holds for one owner.")
  }

  private static var entry: SchemaNode {
    .object(
      [
        .init("address", .pattern(address, "Kind and name of the row.")),
        .init(
          "fields",
          .map(
            .fieldValue("The value; of a secret key tail and check value stand for it."),
            "The fields that are present, by name.")),
        .init(
          "yaml",
          .text("The entry as a resource file; in a repository it manages the row.")),
      ], "One row.")
  }
}
