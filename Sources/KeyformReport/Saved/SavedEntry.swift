internal import KeyformCore

/// The fields of one change as read, and the entities they make.
struct SavedFields<Value: Managed> {
  private let table: FieldTable<Value>
  private var before: [FieldValue]
  private var after: [FieldValue]

  init(_ table: FieldTable<Value>) {
    self.table = table
    before = table.fields.map { _ in .none }
    after = before
  }

  /// `[{"name":…,"from":…,"to":…},…]`, in the order of the kind's fields.
  mutating func readChanges(
    _ cursor: inout PlanCursor, of address: String
  ) throws(PlanReadError) {
    var next = 0
    if cursor.take("]") { return }
    repeat {
      guard let index = table.index(after: next, table.changes, &cursor) else {
        try cursor.expect("{\"name\":")
        throw .unknownField(address: address, field: try cursor.string())
      }
      before[index] = try cursor.fieldValue()
      try cursor.expect(",\"to\":")
      after[index] = try cursor.fieldValue()
      try cursor.expect("}")
      guard before[index] != after[index] else {
        throw .misfit(address: address, field: table.fields[index].rawValue)
      }
      next = index + 1
    } while cursor.take(",")
    try cursor.expect("]")
  }

  /// `{"kind":…,…}`: what both sides of an update have.
  mutating func readUnchanged(
    _ cursor: inout PlanCursor, of address: String
  ) throws(PlanReadError) {
    var next = 0
    if cursor.take("}") { return }
    repeat {
      guard let index = table.index(after: next, table.members, &cursor) else {
        throw .unknownField(address: address, field: try cursor.string())
      }
      let value = try cursor.fieldValue()
      guard value != .none, before[index] == .none, after[index] == .none else {
        throw .misfit(address: address, field: table.fields[index].rawValue)
      }
      before[index] = value
      after[index] = value
      next = index + 1
    } while cursor.take(",")
    try cursor.expect("}")
  }

  var hasBefore: Bool { before.contains { $0 != .none } }
  var hasAfter: Bool { after.contains { $0 != .none } }

  func valueBefore(_ name: String) throws(PlanReadError) -> Value { try value(name, before) }
  func valueAfter(_ name: String) throws(PlanReadError) -> Value { try value(name, after) }

  /// Sets every field, then compares every field: what the type made of a text must be that text.
  private func value(_ name: String, _ fields: [FieldValue]) throws(PlanReadError) -> Value {
    var value = Value(name: name)
    for (index, field) in table.fields.enumerated() where fields[index] != .none {
      guard value.set(field, to: fields[index]) else { throw misfit(value, field) }
    }
    for (index, field) in table.fields.enumerated() {
      guard value[field].isWritten(as: fields[index]) else { throw misfit(value, field) }
    }
    return value
  }

  private func misfit(_ value: Value, _ field: Value.Field) -> PlanReadError {
    .misfit(address: value.address.description, field: field.rawValue)
  }
}

extension FieldTable {
  /// The field whose prefix comes next; earlier ones do not count, so none comes twice.
  fileprivate func index(
    after first: Int, _ prefixes: [[UInt8]], _ cursor: inout PlanCursor
  ) -> Int? {
    (first..<prefixes.count).first { cursor.take(prefixes[$0]) }
  }
}

extension FieldValue {
  /// Whether a saved plan writes this value as `written`: counts and flags are texts there.
  fileprivate func isWritten(as written: FieldValue) -> Bool {
    switch (self, written) {
    case (.none, .none): true
    case (.text(let own), .text(let text)): own == text
    case (.count(let own), .text(let text)): String(own) == text
    case (.flag(let own), .text(let text)): (own ? "true" : "false") == text
    case (.list(let own), .list(let items)): own == items
    case (.none, _), (.text, _), (.count, _), (.flag, _), (.list, _): false
    }
  }
}
