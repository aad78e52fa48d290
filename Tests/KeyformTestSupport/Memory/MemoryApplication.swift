internal import KeyformCore

/// One order, carried out on a copy of the state: what throws leaves the target as it was.
struct MemoryApplication {
  private let order: ApplyOrder

  init(_ order: ApplyOrder) { self.order = order }

  /// Gives the number of the change set.
  func run(on state: inout MemoryState) throws(TargetError) -> Int {
    var changes = self.changes()
    try MemoryBaseCheck(state).check(&changes)
    try checkMemory(state)
    if !state.journal.isEmpty { try checkReferences(state) }
    for index in changes.indices.sorted(by: { Self.isBefore(changes[$0], changes[$1]) }) {
      try giveValue(to: &changes[index])
    }
    for change in changes { if let from = change.from { state.rows[from] = nil } }
    for change in changes { if let goal = change.goal { state.rows[goal] = change.row } }
    try MemoryReferences(state.rows).check(changes)
    try readBack(changes, state)
    var header = order.changeSet
    header.memory = order.memory(after: state.memory(of: order.project))?.text
    return state.journal.add(changes.map(\.change), header, of: order.project)
  }

  /// What has to hold before the first write.
  func examine(_ state: MemoryState) throws(TargetError) {
    var changes = self.changes()
    try MemoryBaseCheck(state).check(&changes)
    try checkMemory(state)
    try checkReferences(state)
  }

  private func checkMemory(_ state: MemoryState) throws(TargetError) {
    try order.check(state.memory(of: order.project)) { _ in
      state.journal.records(of: order.project, .all)
    }
  }

  private func checkReferences(_ state: MemoryState) throws(TargetError) {
    let demand = ReferenceDemand(order.changes, of: order.project)
    try demand.check(MemoryReferences(state.rows).sight(of: order.project))
  }

  private func changes() -> [MemoryChange] {
    var released = Set<String>()
    for change in order.changes {
      if case .release(.key(let entry)) = change.step { released.insert(entry.name) }
    }
    return order.changes.map { MemoryChange($0, of: order.project, released: released) }
  }

  private static func isBefore(_ one: MemoryChange, _ other: MemoryChange) -> Bool {
    one.change.address < other.change.address
  }

  /// Public keys bring theirs; of secrets the order hands over what is new.
  private func giveValue(to change: inout MemoryChange) throws(TargetError) {
    guard let after = change.after else { return }
    if let flaw = Self.flaw(of: after) {
      throw .refused(row: after.address.description, problem: flaw)
    }
    guard case .key(let entry) = after else { return }
    let key = entry.value
    if !key.isSecret {
      change.material = key.publicValue
      return
    }
    guard change.change.writesSecret else { return }
    let secret = order.secrets[key.name]
    if secret == nil, entry.secret != nil {
      throw .refused(row: key.address.description, problem: "its value was not handed over")
    }
    if let secret, let tail = key.tail, secret.tail != tail {
      throw .refused(row: key.address.description, problem: "the value has another tail")
    }
    change.material = secret
  }

  /// What a table cannot hold.
  private static func flaw(of entity: Entity) -> String? {
    switch entity {
    case .key(let entry):
      if entry.value.keyKind == nil { return "its kind is not stated" }
      if case .misstated = entry.value.quantity { return "its quantity is no count" }
      return nil
    case .deployment(let entry): return entry.value.os == nil ? "its os is not stated" : nil
    case .binding, .host, .directory: return nil
    }
  }

  private func readBack(_ changes: [MemoryChange], _ state: MemoryState) throws(TargetError) {
    for change in changes {
      guard let goal = change.goal, let wanted = change.after else { continue }
      guard let row = state.rows[goal] else {
        throw .notWrittenAsPlanned(row: goal.address.description, problem: "it is not there")
      }
      let seen = row.entity(seenFrom: goal.project)
      let fields = Change(.update(from: wanted, to: seen)).fields
      if let field = fields.first?.name {
        throw .notWrittenAsPlanned(
          row: goal.address.description, problem: "other than written: \(field)")
      }
    }
  }
}
