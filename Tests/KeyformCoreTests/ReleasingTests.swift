import KeyformCore
import Testing

/// What a plan makes of rows that leave, and of counts that cannot be.
@Suite struct ReleasingTests {
  private func stored(_ inventory: Inventory) -> StoredInventory {
    StoredInventory(
      inventory: inventory, materials: inventory.keys.entries.map { _ in nil },
      digestKey: .random())
  }

  private func symbols(_ changes: [Change]) -> [String] {
    changes.map { "\($0.action.symbol)\($0.address)" }
  }

  @Test func bindingsGoWithTheirDeployment() {
    func binding(_ name: String, _ deployment: String) -> Entry<Binding> {
      var binding = Binding(name: name)
      binding.deployment = deployment
      binding.key = KeyReference(name: "mak")
      return Entry(stored: binding)
    }
    let deployments = ["pl", "stays"].map { Entry(stored: Deployment(name: $0)) }
    let was = Inventory(
      keys: EntrySet([Entry(stored: ProductKey(name: "mak"))]),
      deployments: EntrySet(deployments),
      bindings: EntrySet([
        binding("named", "pl"), binding("pl.mak", "pl"), binding("stays.mak", "stays"),
      ]))
    let wanted = Inventory(
      keys: was.keys, deployments: EntrySet([Entry(stored: Deployment(name: "stays"))]))
    #expect(
      symbols(
        Difference.changes(from: stored(was), to: wanted, releasing: [Glob("deployment/pl")]))
        == ["<deployment/pl", "<binding/named", "<binding/pl.mak", "-binding/stays.mak"])
    #expect(
      symbols(Difference.changes(from: stored(was), to: wanted))
        == ["-deployment/pl", "-binding/named", "-binding/pl.mak", "-binding/stays.mak"])
  }

  /// A mistyped year would win for ten years.
  @Test func aDayInTheFutureIsNoNewerOne() throws {
    let today = try #require(CalendarDate("2026-11-21"))
    func key(_ count: Int, _ day: String) throws -> Inventory {
      var key = ProductKey(name: "a")
      key.remaining = Observation(count: count, asOf: CalendarDate(day))
      return Inventory(keys: EntrySet([Entry(stored: key)]))
    }
    func changes(_ day: String) throws -> [Change] {
      try Difference.changes(
        from: stored(key(5, day)), to: key(9, "2026-11-01"), today: today)
    }
    #expect(try changes("2026-11-20").isEmpty)
    #expect(try changes("2026-11-22").isEmpty)
    let wrong = try #require(try changes("2036-11-01").first)
    #expect(wrong.fields.map(\.to) == [.count(9), .text("2026-11-01")])
  }

  /// With the catalogue of the last apply it is not the catalogue that changed a value.
  @Test func whoChangedAPublicValue() throws {
    func key(_ value: String) throws -> Inventory {
      var key = ProductKey(name: "a")
      key.keyKind = .gvlk
      key.publicValue = KeyMaterial(canonical: value)
      return Inventory(keys: EntrySet([Entry(stored: key)]))
    }
    let row = try key("FKFKF-KFKFK-FKFKF-KFKFK-QRTVW")
    let wanted = try key(try #require(PublishedKeys.checkable.first))
    for (applied, isByHand) in [("one", true), ("two", false), (nil, false)] {
      let from = StoredInventory(
        inventory: row, materials: [nil], digestKey: .random(), catalog: applied)
      let changes = Difference.changes(from: from, to: wanted, catalog: "one")
      #expect(changes.map(\.isFromCatalog) == [!isByHand])
      #expect(changes.flatMap(\.hazards) == (isByHand ? [.rotatesKey] : []))
    }
  }
}
