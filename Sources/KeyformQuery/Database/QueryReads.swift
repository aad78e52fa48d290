/// What a query reads.
package struct QueryReads: Hashable, Sendable {
  /// The columns of each table, and of each view that it names.
  package private(set) var columns: [String: Set<String>] = [:]

  package init() {}

  package var tables: Set<String> { Set(columns.keys) }

  /// Whether it reads what only a target's journal tells.
  package var needsJournal: Bool {
    !tables.isDisjoint(with: QueryTables.journal)
      || columns.values.contains { $0.contains("change_set") }
  }

  /// `column` is empty where only rows are counted.
  mutating func insert(_ column: String, of table: String) {
    columns[table, default: []].insert(column)
  }

  mutating func formUnion(_ other: QueryReads) {
    columns.merge(other.columns) { $0.union($1) }
  }
}
