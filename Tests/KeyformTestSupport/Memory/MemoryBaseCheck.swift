internal import KeyformCore

/// Whether every touched row is as the plan saw it, and every place that is to be filled free.
struct MemoryBaseCheck {
  private let rows: [MemoryPlace: MemoryRow]
  private let digester: RowDigester

  init(_ state: MemoryState) {
    rows = state.rows
    digester = state.digester
  }

  /// Takes over the values of the rows, and observations that are newer than the plan.
  func check(_ changes: inout [MemoryChange]) throws(TargetError) {
    let vacated = Set(changes.compactMap(\.from))
    var looks: [(place: MemoryPlace, change: Int, isBase: Bool)] = []
    for (index, change) in changes.enumerated() {
      if let from = change.from { looks.append((from, index, true)) }
      if let goal = change.goal, !vacated.contains(goal) { looks.append((goal, index, false)) }
    }
    var stale: [StaleField] = []
    for look in looks.sorted(by: { $0.place < $1.place }) {
      let row = rows[look.place]
      if look.isBase {
        stale += compare(&changes[look.change], look.place, row)
      } else if row != nil {
        stale.append(
          StaleField(address: look.place.address, field: nil, planned: nil, now: "present"))
      }
    }
    if !stale.isEmpty { throw .stale(stale) }
  }

  private func compare(
    _ change: inout MemoryChange, _ place: MemoryPlace, _ row: MemoryRow?
  ) -> [StaleField] {
    guard let planned = change.change.before else { return [] }
    guard let row else {
      return [StaleField(address: place.address, field: nil, planned: "present", now: nil)]
    }
    change.material = row.material
    let now = row.entity(seenFrom: place.project)
    let base = change.change.base
    if now.digest(material: row.material, with: digester) == base { return [] }
    if now.observed(as: planned).digest(material: row.material, with: digester) == base {
      change.keepObservations(of: now)
      return []
    }
    return Self.differences(planned, now, row.material)
  }

  /// Of a secret value its identity alone.
  private static func differences(
    _ planned: Entity, _ now: Entity, _ material: KeyMaterial?
  ) -> [StaleField] {
    let value = ProductKey.Field.value.rawValue
    let identity = material.map { KeyIdentity(of: $0).description }
    let isSecret = planned.isSecret || now.isSecret
    let fields = Change(.update(from: planned, to: now)).fields.map { field in
      if isSecret, field.name == value {
        return StaleField(
          address: planned.address, field: value, planned: nil, now: identity)
      }
      return StaleField(
        address: planned.address, field: field.name,
        planned: field.from.shown.map(FreeText.masked),
        now: field.to.shown.map(FreeText.masked))
    }
    if !fields.isEmpty { return fields }
    return [
      StaleField(
        address: planned.address, field: value, planned: planned.identity?.description,
        now: identity)
    ]
  }
}

extension Entity {
  fileprivate var isSecret: Bool {
    if case .key(let entry) = self { return entry.value.isSecret }
    return false
  }

  fileprivate var identity: KeyIdentity? {
    if case .key(let entry) = self { return entry.value.identity }
    return nil
  }
}
