/// Takes one item of a change set back, against the rows as they are now.
struct UndoItem {
  let record: JournalRecord
  let stored: Inventory
  let unmanaged: Inventory
  /// Names that rows got from the change set and give up again when it is taken back.
  let vacated: Set<Address>

  /// The names that taking all of `records` back makes free.
  static func vacated(by records: [JournalRecord]) -> Set<Address> {
    Set(
      records.filter { record in
        switch Action(rawValue: record.action) {
        case .create, .adopt: true
        case .update: record.previousName != nil
        case .release, .delete, nil: false
        }
      }.map(\.address))
  }

  /// Nil where the row is already as it was before the change set.
  func step() throws(UndoRefusal.Cause) -> Change.Step? {
    guard let before = JournalReplay.fields(record.before),
      let after = JournalReplay.fields(record.after)
    else { throw .unreadable }
    switch Action(rawValue: record.action) {
    case .create: return try deletion(after)
    case .delete: return try creation(before)
    case .update: return try reversal(before, after)
    case .adopt: return try letGo(before, after)
    case .release: return try takeBack(before)
    case nil: throw .unknownAction(record.action)
    }
  }

  private var address: Address { record.address }

  private func deletion(_ written: [String: FieldValue]) throws(UndoRefusal.Cause) -> Change.Step? {
    guard let row = stored[address] else { return nil }
    if let field = Self.difference(row, written) { throw .changed(field: field) }
    return .delete(row)
  }

  private func creation(_ fields: [String: FieldValue]) throws(UndoRefusal.Cause) -> Change.Step? {
    if let row = stored[address], !vacated.contains(address) {
      if Self.difference(row, fields) == nil { return nil }
      throw .taken(name: address.name)
    }
    try Self.checkIsWhole(fields)
    guard let row = Entity.row(address, fields) else { throw .unreadable }
    if case .key(let entry) = row, entry.value.hidesValue { throw .valueUnknown }
    return .create(row)
  }

  private func letGo(
    _ before: [String: FieldValue], _ after: [String: FieldValue]
  ) throws(UndoRefusal.Cause) -> Change.Step? {
    guard let row = stored[address] else {
      if unmanaged[address] != nil { return nil }
      throw .gone
    }
    if let field = Self.difference(row, after) { throw .changed(field: field) }
    guard Self.difference(row, before) == nil else { throw .adoptedAndChanged }
    return .release(row)
  }

  private func takeBack(_ fields: [String: FieldValue]) throws(UndoRefusal.Cause) -> Change.Step? {
    if let row = stored[address] {
      if Self.difference(row, fields) == nil { return nil }
      throw .taken(name: address.name)
    }
    guard let row = unmanaged[address], Self.difference(row, fields) == nil else {
      throw .notLeftAsItWas
    }
    return .adopt(from: row, to: row)
  }

  /// Sets back what an update changed, and nothing else.
  private func reversal(
    _ before: [String: FieldValue], _ after: [String: FieldValue]
  ) throws(UndoRefusal.Cause) -> Change.Step? {
    let formerName = record.previousName
    guard let row = stored[address] else {
      if let formerName, let former = stored[Address(address.kind, formerName)],
        Self.isBack(former, before)
      {
        return nil
      }
      throw .gone
    }
    let now = row.journalFields
    var wanted: [String: FieldValue] = [:]
    for (name, value) in before.sorted(by: { $0.key < $1.key }) where !JournalStep.isUnfit(name) {
      let current = now[name] ?? .none
      if current == value { continue }
      guard current == after[name] ?? .none else { throw .changed(field: name) }
      wanted[name] = value
    }
    if [ProductKey.Field.tail, .check].contains(where: { wanted[$0.rawValue] != nil }) {
      // What was left of the value that comes back, not of the one that goes.
      for field in [ProductKey.Field.remaining, .remainingAsOf] {
        if let value = before[field.rawValue] { wanted[field.rawValue] = value }
      }
    }
    try Self.checkIsWhole(wanted)
    var goal = row
    if let formerName {
      let former = Address(address.kind, formerName)
      guard stored[former] == nil || vacated.contains(former) else {
        throw .taken(name: formerName)
      }
      guard let renamed = row.renamed(formerName) else { throw .unreadable }
      goal = renamed
    } else if wanted.isEmpty {
      return nil
    }
    guard let reversed = goal.setting(wanted) else { throw .unreadable }
    try checkValue(of: reversed, was: row)
    return .update(from: row, to: reversed)
  }

  /// A key that was public before, and secret after, had a value that the journal hid; so had one
  /// of a public kind whose value the catalogue did not know.
  private func checkValue(of goal: Entity, was row: Entity) throws(UndoRefusal.Cause) {
    guard case .key(let next) = goal, case .key(let now) = row else { return }
    if !next.value.isSecret, now.value.isSecret { throw .valueUnknown }
    if next.value.hidesValue, next.value.identity != now.value.identity { throw .valueUnknown }
  }

  private static func isBack(_ row: Entity, _ fields: [String: FieldValue]) -> Bool {
    let now = row.journalFields
    return fields.allSatisfy { JournalStep.isUnfit($0.key) || now[$0.key] ?? .none == $0.value }
  }

  /// The first field in which a row differs from a whole document.
  private static func difference(_ row: Entity, _ fields: [String: FieldValue]) -> String? {
    let now = row.journalFields
    return Set(now.keys).union(fields.keys).sorted().first {
      !JournalStep.isUnfit($0) && now[$0] ?? .none != fields[$0] ?? .none
        && !($0 == ProductKey.Field.value.rawValue && hasHidden(fields, valueOf: row))
    }
  }

  /// Whether a document holds tail and check value of a row's value in place of it.
  private static func hasHidden(_ fields: [String: FieldValue], valueOf row: Entity) -> Bool {
    guard case .key(let entry) = row, let value = entry.value.publicValue,
      fields[ProductKey.Field.value.rawValue] == nil
    else { return false }
    let identity = KeyIdentity(of: value)
    return fields[ProductKey.Field.tail.rawValue]?.string == identity.tail.text
      && fields[ProductKey.Field.check.rawValue]?.string == identity.check.text
  }

  /// Texts that were masked on their way into the journal cannot be written back.
  private static func checkIsWhole(
    _ fields: [String: FieldValue]
  ) throws(UndoRefusal.Cause) {
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      let texts = value.string.map { [$0] } ?? value.strings
      if texts.contains(where: KeyShape.holdsMask) { throw .masked(field: name) }
    }
  }
}

extension ProductKey {
  /// Whether it is of a public kind, and tail and check value are all that is known of its value.
  fileprivate var hidesValue: Bool { !isSecret && publicValue == nil && identity != nil }
}
