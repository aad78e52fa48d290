internal import KeyformCore

/// The few facts in which engines differ; all other SQL is shared.
package struct SQLDialect: Sendable {
  /// How a list of texts is handed over as one parameter.
  package enum ListParameter: Sendable {
    /// As a JSON array.
    case json
    /// As an array of the engine.
    case array
  }

  /// The type of text columns. Rows must come in byte order of the name: a merge join with the
  /// sorted repository reads both sides once.
  package let textType: String
  /// What stands behind a table's closing bracket.
  package let tableOptions: String
  /// What stands behind a view's name: where roles read views without the tables, a function of theirs
  /// must not see a row before the view has decided on it. Empty where there are no roles.
  package let viewOptions: String
  /// A query for the names of the tables that are there, the engine's own left out.
  package let tableNames: String
  /// A query for what ``TargetStructure`` reads: a row for the place of the tables, and one for each of
  /// Keyform's own that is there.
  package let structure: String
  /// Whether references may wait for the end of a transaction.
  let defersReferences: Bool
  /// Ends all such waiting; nil where nothing waits.
  var settlement: String? { defersReferences ? "SET CONSTRAINTS ALL IMMEDIATE" : nil }
  /// In front of the engine's own functions: empty, or the schema in which nobody else makes some.
  let schemaOfFunctions: String
  package let lists: ListParameter

  package init(
    textType: String, tableOptions: String, viewOptions: String = "", tableNames: String,
    structure: String, defersReferences: Bool = false, schemaOfFunctions: String = "",
    lists: ListParameter
  ) {
    self.textType = textType
    self.tableOptions = tableOptions
    self.viewOptions = viewOptions
    self.tableNames = tableNames
    self.structure = structure
    self.defersReferences = defersReferences
    self.schemaOfFunctions = schemaOfFunctions
    self.lists = lists
  }

  /// The name of a function of the engine's own, which a schema's users cannot replace.
  func function(_ name: String) -> String { schemaOfFunctions + name }

  /// The condition that a column is one of a list, which is one parameter.
  package func isAmong(_ column: String, parameter: Int) -> String {
    switch lists {
    case .json: "\(column) IN (SELECT value FROM json_each($\(parameter)))"
    case .array: "\(column) = ANY($\(parameter)::pg_catalog.text[])"
    }
  }

  /// The value of such a parameter.
  package func list(_ texts: [String]) -> String {
    switch lists {
    case .json:
      var json = RawJSON()
      json.beginArray()
      for text in texts { json.value(text) }
      json.endArray()
      return String(decoding: json.bytes, as: UTF8.self)
    case .array: return ArrayLiteral(texts).text
    }
  }

  /// Names are primary keys of text: a hidden integer key would double the index
  /// (docs/decisions/0011-plain-tables-without-rowid.md).
  package static let sqlite = SQLDialect(
    textType: "TEXT", tableOptions: " WITHOUT ROWID",
    tableNames: """
      SELECT name FROM sqlite_master \
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name
      """, structure: TargetStructure.sqlite, lists: .json)
}
