/// The few facts in which engines differ; all other SQL is shared.
package struct SQLDialect: Sendable {
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
  package let lists: any ListParameter

  package init(
    textType: String, tableOptions: String, viewOptions: String = "", tableNames: String,
    structure: String, defersReferences: Bool = false, schemaOfFunctions: String = "",
    lists: any ListParameter
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
}

/// How an engine takes a list of texts as one parameter.
package protocol ListParameter: Sendable {
  /// The value of the parameter.
  func value(_ texts: [String]) -> String

  /// The condition that a column is one of the list.
  func isAmong(_ column: String, parameter: Int) -> String

  /// A query for the rows in which `column` is one of the list, in which nothing comes twice. `read`
  /// ends behind WHERE or AND, where that condition is to stand.
  func select(_ read: String, _ column: String, parameter: Int, order: String) -> String
}

extension ListParameter {
  package func select(
    _ read: String, _ column: String, parameter: Int, order: String
  ) -> String {
    "\(read)\(isAmong(column, parameter: parameter)) ORDER BY \(order)"
  }
}
