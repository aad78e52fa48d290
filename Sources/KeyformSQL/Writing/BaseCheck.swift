internal import KeyformCore

/// Compares the rows that a plan touches with what it was made from.
struct BaseCheck: MappingVisitor {
  let database: any SQLDatabase
  let project: String
  let digester: RowDigester
  /// Of the target's tables.
  let version: Int
  private(set) var changes: SortedChanges
  /// Every reason why the plan is stale; empty: it holds.
  private(set) var stale: [StaleField] = []

  /// The same changes with what their rows hold now.
  mutating func check() throws(TargetError) -> SortedChanges {
    try EntityKind.visitAll(&self)
    if !stale.isEmpty { throw .stale(stale) }
    return changes
  }

  mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) throws(TargetError) {
    let changes = changes[Mapping.Value.self]
    var checked = changes
    var stale: [StaleField] = []
    for owner in RowOwner.allCases {
      let looks = Look.at(owner, for: changes)
      let rows = TouchedRows<Mapping>(
        database: database, project: owner.column(of: project), version: version)
      try rows.visit(looks.map(\.name)) { (index, row) throws(TargetError) in
        let look = looks[index]
        stale += compare(&checked[look.change], look, row, mapping)
      }
    }
    self.changes[Mapping.Value.self] = checked
    self.stale += stale
  }

  /// What makes the plan stale at one place.
  private func compare<Mapping: RowMapping>(
    _ change: inout RowChange<Mapping.Value>, _ look: Look, _ row: StoredRow<Mapping.Value>?,
    _ mapping: Mapping.Type
  ) -> [StaleField] {
    let address = Address(Mapping.kind, look.name)
    guard look.isBase, let planned = change.before?.value else {
      if row == nil { return [] }
      return [StaleField(address: address, field: nil, planned: nil, now: "present")]
    }
    guard let row else {
      return [StaleField(address: address, field: nil, planned: "present", now: nil)]
    }
    (change.material, change.storedMaterial) = (row.material, row.material)
    if digester.digest(of: row.value, material: row.material) == change.base { return [] }
    if let seenThen = Mapping.withoutNewerObservations(row.value, planned: planned),
      digester.digest(of: seenThen, material: row.material) == change.base
    {
      change.keepNewerObservations(of: row.value)
      return []
    }
    return Self.differences(planned, row)
  }

  /// A place that is looked at: for the row that a change was planned from, or for the absence of
  /// one where a row is to come.
  private struct Look {
    let name: String
    /// Place in the list of changes.
    let change: Int
    let isBase: Bool

    /// The places of one owner, in byte order of the name.
    static func at<Value: Managed>(
      _ owner: RowOwner, for changes: [RowChange<Value>]
    ) -> [Look] {
      guard changes.contains(where: { $0.move != nil }) else {
        if owner == .unmanaged { return [] }
        return changes.indices.map {
          Look(name: changes[$0].name, change: $0, isBase: changes[$0].before != nil)
        }
      }
      let vacated = Set(changes.compactMap(\.from))
      var looks: [Look] = []
      for (index, change) in changes.enumerated() {
        if let from = change.from, from.owner == owner {
          looks.append(Look(name: from.name, change: index, isBase: true))
        }
        // Where another change takes a row away, that one is its base.
        if let goal = change.goal, goal.owner == owner, !vacated.contains(goal) {
          looks.append(Look(name: goal.name, change: index, isBase: false))
        }
      }
      return looks.sorted { $0.name < $1.name }
    }
  }

  /// Field by field; of a secret value its identity alone.
  private static func differences<Value: Managed>(
    _ planned: Value, _ now: StoredRow<Value>
  ) -> [StaleField] {
    let identity = now.material.map { KeyIdentity(of: $0).description }
    let isSecret = [planned, now.value].contains { ($0 as? ProductKey)?.isSecret ?? false }
    let fields = FieldChange.between(planned, now.value).map { field in
      if isSecret, field.name == ProductKey.Field.value.rawValue {
        return StaleField(
          address: planned.address, field: field.name, planned: nil, now: identity)
      }
      return StaleField(
        address: planned.address, field: field.name,
        planned: field.from.shown.map(FreeText.masked),
        now: field.to.shown.map(FreeText.masked))
    }
    // The digest covers the value as well, which is in no field of a secret key.
    if !fields.isEmpty { return fields }
    let was = (planned as? ProductKey)?.identity?.description
    return [
      StaleField(
        address: planned.address, field: ProductKey.Field.value.rawValue, planned: was,
        now: identity)
    ]
  }
}
