internal import KeyformCore
internal import Testing

/// A plan whose rows have changed since is refused, with row and field, and nothing is written.
enum StaleConformance {
  static func create(_ session: TargetSession) throws {
    try session.apply(.empty)
    let order = try session.order(to: SampleInventory.full)
    try session.apply(SampleInventory.full)
    let stale = staleFields(session.refusal(of: order))
    #expect(stale.count == SampleInventory.full.count)
    #expect(stale.allSatisfy { $0.field == nil && $0.planned == nil && $0.now != nil })
  }

  static func update(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let order = try session.order(to: changed { $0.quantity = .count(700) })
    try session.apply(
      changed {
        $0.quantity = .count(600)
        $0.agreement = "V7654321"
      })
    let stale = staleFields(session.refusal(of: order))
    let mak = Address(.key, "mak")
    #expect(
      stale == [
        StaleField(address: mak, field: "quantity", planned: "500", now: "600"),
        StaleField(address: mak, field: "agreement", planned: "V1234567", now: "V7654321"),
      ])
    let stored = try session.read().inventory.keys["mak"]
    #expect(stored?.value.quantity == .count(600), "nothing was written")
  }

  static func delete(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let order = try session.order(to: .empty)
    var desired = SampleInventory.full
    desired.hosts = EntrySet(desired.hosts.entries.filter { $0.name != "kms-small" })
    try session.apply(desired)
    let gone = StaleField(
      address: Address(.host, "kms-small"), field: nil, planned: "present", now: nil)
    #expect(staleFields(session.refusal(of: order)) == [gone])
  }

  /// Another value with the same tail: the row's digest covers what no field shows.
  static func secret(_ session: TargetSession) throws {
    let (one, other) = SampleKeys.twins()
    let secrets = { (key: KeyMaterial) in ["csvlk": SampleInventory.hostSecret, "mak": key] }
    let with = { (key: KeyMaterial) in
      changed {
        $0.tail = key.tail
        $0.check = KeyCheck(of: key)
      }
    }
    try session.apply(with(one), secrets: secrets(one))
    let order = try session.order(to: SampleInventory.full)
    try session.apply(with(other), secrets: secrets(other))
    let stale = staleFields(session.refusal(of: order))
    #expect(stale.map(\.field) == ["check"])
    #expect(stale.map(\.now) == [KeyCheck(of: other).text])
  }

  /// What somebody counted in the target meanwhile makes no plan stale, and is kept.
  static func newerObservation(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let order = try session.order(to: changed { $0.quantity = .count(700) })
    let newer = Observation(count: 399, asOf: CalendarDate("2026-11-20"))
    try session.apply(changed { $0.remaining = newer })
    #expect(session.refusal(of: order) == nil)
    let key = try session.read().inventory.keys["mak"]?.value
    #expect(key?.remaining == newer)
    #expect(key?.quantity == .count(700))
  }

  static func otherTarget(_ session: TargetSession) throws {
    let order = try session.order(to: SampleInventory.full)
    try session.apply(.empty)
    #expect(session.refusal(of: order) == .otherTarget)
    #expect(try session.read().inventory.count == 0)
  }

  private static func staleFields(_ error: TargetError?) -> [StaleField] {
    if case .stale(let fields) = error { return fields }
    return []
  }

  private static func changed(_ change: (inout ProductKey) -> Void) -> Inventory {
    SampleInventory.changing("mak", change)
  }
}
