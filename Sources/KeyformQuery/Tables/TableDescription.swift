internal import KeyformCore
internal import KeyformSQL

/// A table or view as people read of it.
package struct TableDescription: Hashable, Sendable {
  package let name: String
  package let meaning: String
  package let columns: [QueryColumn]
}

extension QueryTables {
  /// Every table, then the views, in the order of the documentation.
  package static let descriptions: [TableDescription] =
    sources(.empty, project: "", files: [], catalog: nil, changes: [], journal: nil).map {
      TableDescription(name: $0.name, meaning: $0.meaning, columns: $0.columns)
    } + views

  private static let views: [TableDescription] = [
    TableDescription(
      name: "deployment_key",
      meaning: "What rollout tools read: each use of an active key by a deployment.",
      columns: viewColumns { _ in true }),
    TableDescription(
      name: "deployment_key_masked", meaning: "The same without value and sealed.",
      columns: viewColumns { $0 != "value" && $0 != "sealed" }),
  ]

  private static func viewColumns(_ isWanted: (String) -> Bool) -> [QueryColumn] {
    [
      "project", "deployment", "used_for", "product", "architecture", "kind", "key_project",
      "key_name", "value", "sealed", "tail", "check_value", "change_set",
    ].filter(isWanted).map { name in
      QueryColumn(
        name, name == "change_set" ? .integer : .text,
        SQLSchema.productKey.columns.first { $0.name == name }?.meaning
          ?? ColumnMeanings.of(name, in: "deployment_key"))
    }
  }
}
