import KeyformCore
import Testing

/// What becomes somebody else's row: which changes a plan makes of it, and what it is refused for.
@Suite struct OwnershipTests {
  private let digestKey = DigestKey.random()

  @Test func whatOnlyNobodyHasIsTakenOver() throws {
    let wanted = Inventory(
      keys: EntrySet([key("a", 1), key("b", 2), key("c", 3)]),
      hosts: EntrySet([host("h", ["a"])]))
    let stored = StoredInventory(
      inventory: Inventory(keys: EntrySet([key("a", 1)])), materials: [nil],
      digestKey: digestKey,
      unmanaged: Inventory(
        keys: EntrySet([key("a", 9), key("b", 2), key("x", 1)]),
        hosts: EntrySet([host("h", [])])), unmanagedMaterials: [nil, nil, nil])
    let changes = Difference.changes(from: stored, to: wanted)
    #expect(changes.map { "\($0.action.symbol)\($0.address)" } == [">key/b", "+key/c", ">host/h"])
    #expect(changes[0].fields.isEmpty)
    #expect(changes[2].fields.map(\.name) == ["hostKey"])
    let digester = RowDigester(key: digestKey)
    #expect(changes[0].base == digester.digest(of: key("b", 2).value, material: nil))
    #expect(changes[0].hazards == [.takesOverRow])
  }

  @Test func whatIsTakenOverKeepsTheNewerCount() throws {
    var seen = ProductKey(name: "a")
    seen.remaining = Observation(count: 5, asOf: CalendarDate("2026-11-20"))
    var written = ProductKey(name: "a")
    written.remaining = Observation(count: 9, asOf: CalendarDate("2026-11-01"))
    let changes = Difference.changes(
      from: stored(unmanaged: Inventory(keys: EntrySet([Entry(stored: seen)]))),
      to: Inventory(keys: EntrySet([Entry(stored: written)])))
    guard case .key(let after) = try #require(changes.first).after else { return }
    #expect(after.value.remaining == seen.remaining)
  }

  @Test func whatReleaseNamesIsLetGoOf() {
    let changes = Difference.changes(
      from: stored(
        Inventory(
          keys: EntrySet([key("a", 1), key("old-1", 1), key("old-2", 1)]),
          hosts: EntrySet([host("old-1", [])]))),
      to: Inventory(keys: EntrySet([key("old-2", 2)])),
      releasing: [Glob("key/old-*"), Glob("*/nothing")])
    #expect(
      changes.map { "\($0.action.symbol)\($0.address)" }
        == ["-key/a", "<key/old-1", "~key/old-2", "-host/old-1"])
    #expect(changes.allSatisfy { $0.base != nil })
  }

  /// Who refers to a key that goes, by what becomes of it.
  @Test func keysThatOthersUseStay() throws {
    let uses = [
      use("berlin", "binding/laptops", KeyReference(name: "a")),
      use("", "binding/old", KeyReference(name: "a")),
    ]
    let row = stored(Inventory(keys: EntrySet([key("a", 1)])), uses: uses)
    let old = Entity.key(key("a", 1))
    for (step, consequence) in [
      (Change.Step.delete(old), "be deleted"), (.release(old), "be released"),
      (.update(from: old, to: .key(key("b", 1))), "be renamed"),
    ] {
      let blockers = Blocker.references(in: [Change(step)], of: row)
      #expect(blockers.map(\.cause) == [.reference, .reference])
      let texts = blockers.map(\.text)
      #expect(texts.contains { $0.contains("binding/laptops of project berlin") })
      #expect(texts.contains { $0.contains("unmanaged binding/old") })
      #expect(texts.allSatisfy { $0.contains(consequence) })
    }
    let changed = Change(.update(from: old, to: .key(key("a", 2))))
    #expect(Blocker.references(in: [changed], of: row).isEmpty)
    #expect(Blocker.references(in: [Change(.create(old))], of: row).isEmpty)
  }

  /// Nobody's rows follow the key they refer to, or keep it.
  @Test func unmanagedRowsAreTakenOverTogether() throws {
    let unmanaged = Inventory(
      keys: EntrySet([key("a", 1)]), deployments: EntrySet([deployment("d")]),
      bindings: EntrySet([binding("b", "d", "a")]))
    let uses = [
      use("", "binding/b", KeyReference(project: "", name: "a")),
      use("berlin", "host/kms", KeyReference(project: "", name: "a")),
    ]
    let target = stored(unmanaged: unmanaged, uses: uses)
    let adoption = { (entity: Entity) in Change(.adopt(from: entity, to: entity)) }
    let key = adoption(.key(key("a", 1)))
    let deployment = adoption(.deployment(deployment("d")))
    let binding = adoption(.binding(binding("b", "d", "a")))
    let texts = { (changes: [Change]) in
      Blocker.references(in: changes, of: target).map(\.text)
    }
    #expect(texts([key]).count == 2)
    #expect(texts([deployment]).count == 1)
    #expect(texts([deployment]).allSatisfy { $0.contains("unmanaged binding/b") })
    let all = texts([key, deployment, binding])
    #expect(all.count == 1 && all.allSatisfy { $0.contains("host/kms of project berlin") })
  }

  @Test func aReleasedRowTakesWithItWhatItNeeds() {
    let bound = Entity.binding(binding("b", "d", "a"))
    let target = stored()
    let release = Change(.release(bound))
    let texts = { (changes: [Change]) in
      Blocker.references(in: changes, of: target).map(\.text)
    }
    #expect(texts([release]).count == 1)
    #expect(texts([release]).allSatisfy { $0.contains("its deployment/d would not") })
    let both = [release, Change(.release(.deployment(deployment("d"))))]
    #expect(texts(both).isEmpty)
    let lost = texts(both + [Change(.delete(.key(key("a", 1))))])
    #expect(lost.count == 1 && lost.allSatisfy { $0.contains("key/a, which goes") })
    #expect(texts(both + [Change(.release(.key(key("a", 1))))]).isEmpty)
    let hostOfLost = texts([
      Change(.release(.host(host("h", ["a"])))), Change(.delete(.key(key("a", 1)))),
    ])
    #expect(hostOfLost.count == 1)
  }

  @Test func nobodyHasOneRowOfAName() {
    let target = stored(unmanaged: Inventory(hosts: EntrySet([host("h", [])])))
    let blockers = Blocker.references(
      in: [Change(.release(.host(host("h", []))))], of: target)
    #expect(blockers.count == 1)
    #expect(blockers.allSatisfy { $0.text.contains("there is an unmanaged row of that name") })
  }

  private func stored(
    _ inventory: Inventory = .empty, unmanaged: Inventory = .empty, uses: [CrossProjectUse] = []
  ) -> StoredInventory {
    StoredInventory(
      inventory: inventory, materials: Array(repeating: nil, count: inventory.keys.count),
      digestKey: digestKey, unmanaged: unmanaged,
      unmanagedMaterials: Array(repeating: nil, count: unmanaged.keys.count),
      neighbours: OtherProjects(keys: [:], uses: uses))
  }

  private func use(_ project: String, _ address: String, _ key: KeyReference) -> CrossProjectUse {
    CrossProjectUse(
      project: project, address: Address(address) ?? Address(.key, ""), key: key)
  }

  private func key(_ name: String, _ quantity: Int) -> Entry<ProductKey> {
    var key = ProductKey(name: name)
    key.quantity = .count(quantity)
    return Entry(stored: key)
  }

  private func deployment(_ name: String) -> Entry<Deployment> {
    Entry(stored: Deployment(name: name))
  }

  private func binding(_ name: String, _ deployment: String, _ key: String) -> Entry<Binding> {
    var binding = Binding(name: name)
    binding.deployment = deployment
    binding.key = KeyReference(name: key)
    return Entry(stored: binding)
  }

  private func host(_ name: String, _ keys: [String]) -> Entry<KMSHost> {
    var host = KMSHost(name: name)
    host.hostKeys = keys.map { KeyReference(name: $0) }
    return Entry(stored: host)
  }
}
