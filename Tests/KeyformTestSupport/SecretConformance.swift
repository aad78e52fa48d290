internal import KeyformCore
internal import Testing

/// Which product key a row holds after an apply.
enum SecretConformance {
  /// A change of other fields needs no secret and keeps the stored one.
  static func keeps(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    try session.apply(
      SampleInventory.changing("mak") { $0.quantity = .count(1) }, secrets: [:])
    #expect(try stored(session) == SampleInventory.secret)
  }

  static func replaces(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let next = SampleKeys.secret(77)
    let desired = SampleInventory.changing("mak") {
      $0.tail = next.tail
      $0.check = KeyCheck(of: next)
    }
    try session.apply(desired, secrets: ["mak": next])
    #expect(try stored(session) == next)
    let changes = Difference.changes(from: try session.read(), to: desired)
    #expect(changes.isEmpty)
  }

  static func notHandedOver(_ session: TargetSession) throws {
    let entries = SampleInventory.full.keys.entries.map { entry in
      Entry(
        entry.value, origin: .none,
        secret: entry.value.tail == nil ? nil : .environment("WIN11_MAK"))
    }
    let desired = Inventory(keys: EntrySet(entries))
    let missing = session.refusal(of: try session.order(to: desired, secrets: [:]))
    guard case .refused("key/csvlk", _) = missing else {
      Issue.record("applied without the value")
      return
    }
    let wrong = ["csvlk": SampleInventory.hostSecret, "mak": SampleInventory.hostSecret]
    let mistaken = session.refusal(of: try session.order(to: desired, secrets: wrong))
    guard case .refused("key/mak", _) = mistaken else {
      Issue.record("applied with another key's value")
      return
    }
    #expect(try session.target.inspect() == .empty)
  }

  private static func stored(_ session: TargetSession) throws -> KeyMaterial? {
    let stored = try session.read()
    return stored.inventory.keys.index(of: "mak").flatMap { stored.materials[$0] }
  }
}
