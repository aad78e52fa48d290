internal import KeyformCore

/// How one managed kind lies in its table and lists. Reading and writing both go through the
/// columns in the order of the table's shape, name first.
protocol RowMapping: Sendable {
  associatedtype Value: Managed
  /// The lists of the kind, one table each.
  associatedtype List: CaseIterable & Sendable

  static var table: TableShape { get }
  static func shape(of list: List) -> ListShape

  init(project: String)

  /// The value in the current row, but for its lists, and the stored product key.
  mutating func read(_ row: inout RowReader) throws(TargetError) -> StoredRow<Value>

  /// Adds one row of a list. Rows come in byte order of the table's key.
  mutating func add(
    _ item: ListItem, of list: List, to value: inout Value
  ) throws(TargetError)

  /// Binds every column after the name, but for `change_set`.
  func write(
    _ value: Value, material: KeyMaterial?, to row: inout RowBinder
  ) throws(TargetError)

  /// Calls `body` for every row of a list.
  func forEachItem(
    of value: Value, in list: List, _ body: (ListItem) throws(TargetError) -> Void
  ) throws(TargetError)

  /// `now` with the observations of `planned`, where those of `now` are newer; else nil.
  static func withoutNewerObservations(_ now: Value, planned: Value) -> Value?
}

extension RowMapping {
  static func withoutNewerObservations(_ now: Value, planned: Value) -> Value? { nil }

  static var kind: EntityKind { Value.kind }
}

/// A value as a target holds it, with the stored key where it is a product key.
struct StoredRow<Value: Managed> {
  var value: Value
  var material: KeyMaterial?
}
