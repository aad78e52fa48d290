internal import KeyformCore

/// Reads what a saved plan says of the target's memory.
enum SavedMemory {
  /// Nothing is written where a plan means nothing for it.
  static func read(_ cursor: inout PlanCursor) throws(PlanReadError) -> PlanMemory {
    guard cursor.take(",\n\"memory\":{\"takeover\":") else { return .none }
    let takeover = try comparison(&cursor)
    try cursor.expect(",\"uncompared\":")
    let uncompared = try comparison(&cursor)
    try cursor.expect(",\"guards\":[")
    let guards = try list(&cursor, guardChange)
    try cursor.expect(",\"takenBack\":[")
    let writtenAgain = try list(&cursor, writtenAgain)
    try cursor.expect(",\"formerNames\":[")
    let names = try cursor.strings()
    try cursor.expect("}")
    let memory = PlanMemory(
      takeover: takeover, uncompared: uncompared, guards: guards,
      writtenAgain: writtenAgain, formerNames: names)
    if memory.isEmpty { throw cursor.malformed("something to remember") }
    return memory
  }

  private static func list<Item>(
    _ cursor: inout PlanCursor, _ item: (inout PlanCursor) throws(PlanReadError) -> Item
  ) throws(PlanReadError) -> [Item] {
    var items: [Item] = []
    if cursor.take("]") { return items }
    repeat { items.append(try item(&cursor)) } while cursor.take(",")
    try cursor.expect("]")
    return items
  }

  private static func comparison(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> RepositoryComparison? {
    if cursor.take("null") { return nil }
    try cursor.expect("{\"from\":")
    let before = try repository(&cursor)
    try cursor.expect(",\"to\":")
    let after = try repository(&cursor)
    try cursor.expect(",\"shallow\":")
    let isShallow = cursor.take("true")
    if !isShallow { try cursor.expect("false") }
    try cursor.expect("}")
    return RepositoryComparison(before: before, after: after, isShallow: isShallow)
  }

  private static func repository(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> RepositoryIdentity {
    try cursor.expect("{\"origin\":")
    let text = try cursor.optionalString()
    let origin = text.flatMap { RepositoryOrigin(kept: $0) }
    if text != nil, origin == nil { throw cursor.malformed("where a repository comes from") }
    try cursor.expect(",\"roots\":[")
    let roots = try cursor.strings()
    try cursor.expect("}")
    return RepositoryIdentity(roots: roots, origin: origin)
  }

  private static func guardChange(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> GuardChange {
    try cursor.expect("{\"name\":")
    let name = try cursor.string()
    try cursor.expect(",\"from\":")
    let before = try cursor.string()
    try cursor.expect(",\"to\":")
    let after = try cursor.string()
    try cursor.expect(",\"loosened\":")
    let isLoosened = cursor.take("true")
    if !isLoosened { try cursor.expect("false") }
    try cursor.expect("}")
    return GuardChange(name: name, before: before, after: after, isLoosened: isLoosened)
  }

  private static func writtenAgain(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> WrittenAgain {
    try cursor.expect("{\"address\":")
    guard let address = Address(try cursor.string()) else { throw cursor.malformed("an address") }
    try cursor.expect(",\"fields\":[")
    let fields = try cursor.strings()
    try cursor.expect(",\"undone\":")
    let undone = try cursor.integer()
    try cursor.expect(",\"undo\":")
    let changeSet = try cursor.integer()
    try cursor.expect(",\"appliedAt\":")
    let appliedAt = try cursor.string()
    try cursor.expect(",\"operator\":")
    let operatorName = try cursor.optionalString()
    try cursor.expect(",\"databaseRole\":")
    let role = try cursor.optionalString()
    try cursor.expect("}")
    return WrittenAgain(
      address: address, fields: fields,
      undo: UndoneChangeSet(
        writer: LastWriter(
          changeSet: changeSet, appliedAt: appliedAt, operatorName: operatorName,
          databaseRole: role), undoOf: undone))
  }
}
