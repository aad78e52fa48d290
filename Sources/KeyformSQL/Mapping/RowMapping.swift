internal import KeyformCore

/// How one managed kind lies in its table and lists. Reading and writing both go through the fields
/// in the order of the table's columns, name first.
protocol RowMapping: Sendable {
  associatedtype Value: Managed

  static var table: TableShape { get }
  /// Those that have columns in the table, in their order.
  static var fields: [EntryField<Value>] { get }
  /// One table each.
  static var lists: [ListMapping<Value>] { get }

  /// The project that refers to keys.
  var project: String { get }

  init(project: String)

  /// Puts right what the columns of a row that was read say together.
  static func settle(_ row: inout StoredRow<Value>, isWithheld: Bool)
}

extension RowMapping {
  static func settle(_ row: inout StoredRow<Value>, isWithheld: Bool) {}

  /// The value in the current row, but for its lists, and the stored product key.
  func read(_ row: inout RowReader) throws(TargetError) -> StoredRow<Value> {
    var stored = StoredRow(value: Value(name: row.name))
    let fields = Self.fields
    for index in fields.indices {
      try row.read(
        fields[index].coding, isRequired: fields[index].isRequired, into: &stored, of: project)
    }
    Self.settle(&stored, isWithheld: row.isWithheld)
    return stored
  }

  /// Binds every column after the name, but for `change_set`.
  func write(
    _ value: Value, material: KeyMaterial?, to row: inout RowBinder
  ) throws(TargetError) {
    let fields = Self.fields
    try withUnsafePointer(to: value) { (entry) throws(TargetError) in
      for index in fields.indices {
        let isStated = try row.write(
          fields[index].coding, of: entry, material: material, project: project)
        if !isStated, fields[index].isRequired {
          try row.refuse(entry, "its \(fields[index].name) is not stated")
        }
      }
    }
  }

  /// `now` with the observations of `planned`, where those of `now` are newer; else nil.
  static func withoutNewerObservations(_ now: Value, planned: Value) -> Value? {
    var value = now
    var isOlder = false
    for field in fields {
      guard case .observed(let place) = field.coding else { continue }
      guard let seen = place.of(now), seen.isNewer(than: place.of(planned)) else { continue }
      place.set(place.of(planned), of: &value)
      isOlder = true
    }
    return isOlder ? value : nil
  }

  static var kind: EntityKind { Value.kind }
}

/// A value as a target holds it, with the stored key where it is a product key.
struct StoredRow<Value: Managed> {
  var value: Value
  var material: KeyMaterial?
}
