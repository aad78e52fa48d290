/// A statement that writes rows of one table, as data: an engine may collect the rows and write
/// many at once.
package struct TableWrite: Sendable {
  package enum Action: Hashable, Sendable {
    case insert
    /// The row of the key gets the other columns where it is there already.
    case put
    /// The row of the key gets the other columns, but for those that are withheld.
    case update
    /// The row of the key gets the first column that is withheld. An engine whose statements others
    /// may read in a log sends it in a way that does not show it there.
    case reveal
    /// Deletes by the first columns, so many of them.
    case delete(by: Int)
  }

  package let action: Action
  package let table: TableShape

  package init(_ action: Action, _ table: TableShape) {
    self.action = action
    self.table = table
  }

  /// For one row; parameters in the order of the columns.
  package var sql: String {
    switch action {
    case .insert: table.insert
    case .put: table.insert + table.onConflict
    case .update: table.update
    case .reveal: table.updateWithheld
    case .delete(let count): table.delete(by: count)
    }
  }

  /// The columns that are bound, in order.
  package var columns: [TableShape.Column] {
    switch action {
    case .insert, .put, .update: table.columns
    case .reveal:
      Array(table.columns.prefix(table.keyLength)) + table.columns.filter(\.isWithheld).prefix(1)
    case .delete(let count): Array(table.columns.prefix(count))
    }
  }
}
