/// The few facts in which engines differ; all other SQL is shared.
package struct SQLDialect: Sendable {
  /// The type of text columns. Rows must come in byte order of the name: a merge join with the
  /// sorted repository reads both sides once.
  package let textType: String
  /// What stands behind a table's closing bracket.
  package let tableOptions: String
  /// A query for the names of the tables that are there, the engine's own left out.
  package let tableNames: String

  package init(textType: String, tableOptions: String, tableNames: String) {
    self.textType = textType
    self.tableOptions = tableOptions
    self.tableNames = tableNames
  }

  /// Names are primary keys of text: a hidden integer key would double the index
  /// (docs/decisions/0011-plain-tables-without-rowid.md).
  package static let sqlite = SQLDialect(
    textType: "TEXT", tableOptions: " WITHOUT ROWID",
    tableNames: """
      SELECT name FROM sqlite_master \
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name
      """)
}
