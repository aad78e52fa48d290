internal import KeyformCore

/// Compares the rows that a plan touches with what it was made from.
struct BaseCheck {
  let database: any SQLDatabase
  let project: String
  let digester: RowDigester
  /// Every reason why the plan is stale; empty: it holds.
  private(set) var stale: [StaleField] = []

  init(_ database: any SQLDatabase, project: String, digestKey: DigestKey) {
    self.database = database
    self.project = project
    digester = RowDigester(key: digestKey)
  }

  mutating func check<Mapping: RowMapping>(
    _ changes: inout [RowChange<Mapping.Value>], _ mapping: Mapping.Type
  ) throws(TargetError) {
    var checked = changes
    var stale: [StaleField] = []
    let rows = TouchedRows<Mapping>(database: database, project: project)
    try rows.visit(changes.map(\.name)) { (index, row) throws(TargetError) in
      let change = checked[index]
      let address = Address(Mapping.kind, change.name)
      guard let before = change.before else {
        if row != nil {
          stale.append(StaleField(address: address, field: nil, planned: nil, now: "present"))
        }
        return
      }
      guard let row else {
        stale.append(StaleField(address: address, field: nil, planned: "present", now: nil))
        return
      }
      checked[index].material = row.material
      if digester.digest(of: row.value, material: row.material) == change.base { return }
      let planned = before.value
      if let seenThen = Mapping.withoutNewerObservations(row.value, planned: planned),
        digester.digest(of: seenThen, material: row.material) == change.base
      {
        checked[index].keepNewerObservations(of: row.value)
        return
      }
      stale += Self.differences(planned, row)
    }
    changes = checked
    self.stale += stale
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
