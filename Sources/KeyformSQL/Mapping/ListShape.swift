internal import KeyformCore

/// A list of a managed kind in a table of its own: project, for labels the kind, the owner's
/// name, and one or two columns for each item.
struct ListShape: Sendable {
  let table: TableShape
  /// What stands before the owner's name.
  let prefix: [String]

  init(_ table: TableShape) {
    self.table = table
    prefix = []
  }

  /// Labels of all kinds share a table.
  static func labels(of kind: EntityKind) -> ListShape {
    ListShape(labelsOf: kind)
  }

  private init(labelsOf kind: EntityKind) {
    table = SQLSchema.label
    prefix = [kind.rawValue]
  }

  /// Columns up to the owner's name, and including it.
  var ownerLength: Int { 2 + prefix.count }

  var hasSecondColumn: Bool { table.columns.count > ownerLength + 1 }

  /// The items of every owner, or of those in a list.
  var selectAll: String { table.select(from: ownerLength - 1, by: ownerLength - 1) }
  func selectNamed(_ dialect: SQLDialect) -> String {
    table.select(from: ownerLength - 1, by: ownerLength, in: dialect)
  }
  var deleteOne: TableWrite { TableWrite(.delete(by: ownerLength), table) }
}

/// One row of a list; `second` is empty where the table has one column alone.
struct ListItem: Hashable {
  let first: String
  let second: String

  init(_ first: String, _ second: String = "") {
    self.first = first
    self.second = second
  }
}
