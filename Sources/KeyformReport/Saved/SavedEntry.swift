internal import KeyformCore

/// The fields of one change as read, and the entities they make. One for all changes of a kind.
struct SavedFields<Value: Managed> {
  private let table: FieldTable<Value>
  private var before: [FieldValue]
  private var after: [FieldValue]
  /// What each field held when it was last there.
  private var last: [FieldValue]

  init(_ table: FieldTable<Value>) {
    self.table = table
    before = table.fields.map { _ in .none }
    after = before
    last = before
  }

  /// `{"name":…,"from":…,"to":…},…]`, in the order of the kind's fields.
  mutating func readChanges(
    _ action: Action, _ cursor: inout JSONCursor, of address: Address
  ) throws {
    for index in table.fields.indices {
      before[index] = .none
      after[index] = .none
    }
    if cursor.take("]") { return }
    let ends = action == .create ? table.ends.creations : table.ends.changes
    var next = 0
    repeat {
      try cursor.expect("{\"name\":\"")
      guard let index = cursor.takeOne(of: ends, from: next) else {
        throw PlanReadError.unknownField(
          address: address.description, field: try cursor.restOfString())
      }
      if action != .create {
        before[index] = try cursor.fieldValue(like: last[index])
        try cursor.expect(",\"to\":")
      }
      after[index] = try cursor.fieldValue(like: last[index])
      try cursor.expect("}")
      guard before[index] != after[index] else { throw misfit(address, table.fields[index]) }
      last[index] = action == .delete ? before[index] : after[index]
      next = index + 1
    } while cursor.take(",")
    try cursor.expect("]")
  }

  /// `"kind":…,…}`: what both sides of an update have.
  mutating func readUnchanged(
    _ cursor: inout JSONCursor, of address: Address
  ) throws {
    if cursor.take("}") { return }
    var next = 0
    repeat {
      try cursor.expect("\"")
      guard let index = cursor.takeOne(of: table.ends.members, from: next) else {
        throw PlanReadError.unknownField(
          address: address.description, field: try cursor.restOfString())
      }
      let value = try cursor.fieldValue(like: last[index])
      guard value != .none, before[index] == .none, after[index] == .none else {
        throw misfit(address, table.fields[index])
      }
      before[index] = value
      after[index] = value
      last[index] = value
      next = index + 1
    } while cursor.take(",")
    try cursor.expect("}")
  }

  var hasAfter: Bool { after.contains { $0 != .none } }

  func valueBefore(_ address: Address) throws(PlanReadError) -> Value {
    try value(address, before)
  }

  func valueAfter(_ address: Address) throws(PlanReadError) -> Value { try value(address, after) }

  /// Sets every field, then compares every field: what the type made of a text must be that text.
  private func value(
    _ address: Address, _ fields: [FieldValue]
  ) throws(PlanReadError) -> Value {
    var value = Value(name: address.name)
    for index in fields.indices {
      if case .none = fields[index] { continue }
      guard value.set(table.fields[index], to: fields[index]) else {
        throw misfit(address, table.fields[index])
      }
    }
    let misfit = withUnsafePointer(to: value) { entry in
      fields.indices.first {
        !table.fields[$0].coding.shown(entry).isWritten(as: fields[$0])
      }
    }
    if let misfit { throw self.misfit(address, table.fields[misfit]) }
    return value
  }

  private func misfit(_ address: Address, _ field: EntryField<Value>) -> PlanReadError {
    .misfit(address: address.description, field: field.name)
  }
}

extension JSONCursor {
  /// Takes the one of `texts` that comes next; earlier ones do not count, so none comes twice.
  fileprivate mutating func takeOne(of texts: [[UInt8]], from first: Int) -> Int? {
    var index = first
    while index < texts.count {
      if take(texts[index]) { return index }
      index += 1
    }
    return nil
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
