import KeyformCore
import Testing

@Suite struct DifferenceTests {
  private let digestKey = DigestKey.random()

  @Test func createsUpdatesAndDeletesComeInOrder() throws {
    let stored = Inventory(
      keys: EntrySet([key("b", 1), key("c", 1), key("e", 1)]),
      hosts: EntrySet([Entry(stored: KMSHost(name: "h"))]))
    let desired = Inventory(
      keys: EntrySet([key("a", 1), key("b", 2), key("c", 1), key("d", 1)]),
      deployments: EntrySet([Entry(stored: Deployment(name: "x"))]))
    let changes = differences(stored, desired)
    #expect(
      changes.map { "\($0.action.symbol)\($0.address)" }
        == ["+key/a", "~key/b", "+key/d", "-key/e", "+deployment/x", "-host/h"])
    #expect(changes.map { $0.base == nil } == [true, false, true, false, true, false])
    #expect(changes[1].fields == [FieldChange(name: "quantity", from: .count(1), to: .count(2))])
    #expect(changes[0].before == nil)
    #expect(changes[3].after == nil)
    #expect(changes[3].fields.allSatisfy { $0.to == .none && $0.from != .none })
  }

  @Test func equalSidesGiveNothing() throws {
    let inventory = Inventory(
      keys: EntrySet([try Entry(stored: Samples.key())]),
      deployments: EntrySet([try Entry(stored: Samples.deployment())]),
      bindings: EntrySet([try Entry(stored: Samples.binding())]),
      hosts: EntrySet([try Entry(stored: Samples.host())]),
      directories: EntrySet([try Entry(stored: Samples.directory())]))
    #expect(differences(inventory, inventory).isEmpty)
    #expect(differences(.empty, inventory).map(\.action) == Array(repeating: .create, count: 5))
    #expect(differences(inventory, .empty).map(\.action) == Array(repeating: .delete, count: 5))
  }

  /// Two entries whose names were exchanged are two updates, not a rename.
  @Test func exchangedNamesAreTwoUpdates() {
    let changes = differences(
      Inventory(keys: EntrySet([key("a", 1), key("b", 2)])),
      Inventory(keys: EntrySet([key("a", 2), key("b", 1)])))
    #expect(changes.map { "\($0.action.symbol)\($0.address)" } == ["~key/a", "~key/b"])
  }

  /// Old against new observation: what the row holds afterwards; nil: nothing changes.
  @Test(
    arguments: [
      ("10@2026-11-01", "5@2026-11-02", "5@2026-11-02"), ("10@2026-11-02", "5@2026-11-01", nil),
      ("10@2026-11-01", "5@2026-11-01", "5@2026-11-01"), ("10@2026-11-01", nil, nil),
      (nil, "5@2026-11-01", "5@2026-11-01"), ("10", "5@2026-11-01", "5@2026-11-01"),
      ("10@2026-11-01", "5", nil), ("10", "5", "5"), ("10", "10", nil),
      ("10@2026-11-01", "10@2026-11-01", nil),
    ] as [(String?, String?, String?)])
  func theNewerObservationWins(_ stored: String?, _ desired: String?, _ goal: String?) throws {
    var old = ProductKey(name: "a")
    old.remaining = stored.map(observation)
    var new = ProductKey(name: "a")
    new.remaining = desired.map(observation)
    let changes = differences(
      Inventory(keys: EntrySet([Entry(stored: old)])),
      Inventory(keys: EntrySet([Entry(stored: new)])))
    #expect(changes.count == (goal == nil ? 0 : 1))
    guard case .key(let after) = changes.first?.after else { return }
    #expect(after.value.remaining == goal.map(observation))

    var oldBinding = Binding(name: "a")
    oldBinding.activated = old.remaining
    var newBinding = Binding(name: "a")
    newBinding.activated = new.remaining
    let bindings = differences(
      Inventory(bindings: EntrySet([Entry(stored: oldBinding)])),
      Inventory(bindings: EntrySet([Entry(stored: newBinding)])))
    #expect(bindings.count == changes.count)
  }

  /// Another field changes: the row keeps the newer observation all the same.
  @Test func anUpdateKeepsTheNewerObservation() {
    var old = ProductKey(name: "a")
    old.remaining = observation("10@2026-11-09")
    var new = ProductKey(name: "a")
    new.remaining = observation("99@2026-01-01")
    new.licences = 5
    let changes = differences(
      Inventory(keys: EntrySet([Entry(stored: old)])),
      Inventory(keys: EntrySet([Entry(stored: new)])))
    #expect(changes.first?.fields == [FieldChange(name: "licences", from: .none, to: .count(5))])
  }

  @Test func onlyANewValueNeedsTheSecret() throws {
    var old = ProductKey(name: "a")
    old.keyKind = .mak
    old.tail = KeyTail("2YT43")
    old.check = KeyCheck("9f3")
    var renamed = old
    renamed.annotations.title = "other"
    var rotated = old
    rotated.check = KeyCheck("9f4")
    func change(_ new: ProductKey) -> Change {
      Change(.update(from: .key(Entry(stored: old)), to: .key(Entry(stored: new))))
    }
    #expect(!change(renamed).writesSecret)
    #expect(change(rotated).writesSecret)
    #expect(Change(.create(.key(Entry(stored: old)))).writesSecret)
    #expect(!Change(.delete(.key(Entry(stored: old)))).writesSecret)
    var generic = ProductKey(name: "g")
    generic.keyKind = .gvlk
    #expect(!Change(.create(.key(Entry(stored: generic)))).writesSecret)
  }

  private func observation(_ text: String) -> Observation {
    let parts = text.split(separator: "@")
    return Observation(
      count: Int(parts[0]) ?? -1, asOf: parts.count > 1 ? CalendarDate(String(parts[1])) : nil)
  }

  private func key(_ name: String, _ quantity: Int) -> Entry<ProductKey> {
    var key = ProductKey(name: name)
    key.quantity = .count(quantity)
    return Entry(stored: key)
  }

  private func differences(_ stored: Inventory, _ desired: Inventory) -> [Change] {
    Difference.changes(
      from: StoredInventory(
        inventory: stored, materials: Array(repeating: nil, count: stored.keys.count),
        digestKey: digestKey),
      to: desired)
  }
}
