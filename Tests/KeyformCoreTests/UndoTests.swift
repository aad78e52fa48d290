import KeyformCore
import Testing

/// Undo as data: renames, swaps, taking over and letting go.
@Suite struct UndoTests {
  private func key(_ name: String, quantity: Int = 5) -> Entity {
    var key = ProductKey(name: name)
    key.keyKind = .gvlk
    key.quantity = .count(quantity)
    return .key(Entry(key, origin: .none))
  }

  private func binding(to key: String) -> Entity {
    var binding = Binding(name: "b")
    binding.deployment = "d"
    binding.key = KeyReference(name: key)
    binding.use = [.installation]
    return .binding(Entry(binding, origin: .none))
  }

  private var deployment: Entity {
    .deployment(Entry(Deployment(name: "d"), origin: .none))
  }

  private func stored(_ entities: [Entity]) -> StoredInventory {
    let inventory = Inventory(entities)
    return StoredInventory(
      inventory: inventory, materials: inventory.keys.entries.map { _ in nil },
      digestKey: .random())
  }

  private func record(
    _ action: Action, _ address: Address, before: String? = nil, after: String? = nil,
    ordinal: Int = 1
  ) -> JournalRecord {
    JournalRecord(
      changeSet: 9, ordinal: ordinal, action: action.rawValue, address: address, before: before,
      after: after)
  }

  private func undo(
    _ records: [JournalRecord], _ rows: [Entity], unmanaged: [Entity] = []
  ) -> Undo {
    Undo(
      records, stored: stored(rows), unmanaged: stored(unmanaged), only: { _ in true },
      secret: { _ in .refused("not asked for") })
  }

  private func rename(_ from: String, _ to: String, ordinal: Int = 1) -> JournalRecord {
    record(
      .update, Address(.key, to), before: #"{"name":"\#(from)"}"#,
      after: #"{"name":"\#(to)"}"#, ordinal: ordinal)
  }

  private let document = #"{"kind":"gvlk","state":"active","quantity":"5"}"#

  @Test func aRenameIsTakenBackWithItsBindings() {
    let follows = record(
      .update, Address(.binding, "b"), before: #"{"key":"old"}"#, after: #"{"key":"new"}"#,
      ordinal: 2)
    let rows = [key("new"), deployment, binding(to: "new")]
    let found = undo([rename("old", "new"), follows], rows)
    #expect(found.refusals.isEmpty)
    #expect(found.changes.map(\.address.description) == ["key/old", "binding/b"])
    #expect(found.changes.first?.formerName == "new" && found.changes.first?.base != nil)
    let after = Inventory(rows).applying(found.changes)
    #expect(after.entities.map(\.address.description) == ["key/old", "deployment/d", "binding/b"])
    #expect(after.bindings["b"]?.value.key.name == "old")
  }

  @Test func aRenameThatSomethingRefersToIsRefused() {
    let found = undo([rename("old", "new")], [key("new"), deployment, binding(to: "new")])
    #expect(found.changes.isEmpty)
    #expect(found.refusals.map { $0.text(later: []) } == ["key/new: binding/b refers to it"])
  }

  @Test func aNameThatIsTakenStaysTaken() {
    let found = undo([rename("old", "new")], [key("new"), key("old", quantity: 7)])
    let later = [
      JournalRecord(
        changeSet: 11, ordinal: 1, action: "create", address: Address(.key, "old"), before: nil,
        after: "{}")
    ]
    #expect(
      found.refusals.map { $0.text(later: later) }
        == ["key/new: there is a key/old again, written by change set 11"])
  }

  @Test func swapsAndCyclesAreTakenBack() {
    let records = [
      rename("c", "a"), rename("a", "b", ordinal: 2), rename("b", "c", ordinal: 3),
    ]
    let rows = [key("a", quantity: 3), key("b", quantity: 1), key("c", quantity: 2)]
    let found = undo(records, rows)
    #expect(found.refusals.isEmpty)
    let after = Inventory(rows).applying(found.changes)
    #expect(after.keys.entries.map(\.value.quantity) == [.count(1), .count(2), .count(3)])
  }

  @Test func aRenamedRowThatIsGoneIsRefused() {
    let found = undo([rename("old", "new")], [])
    let away = JournalRecord(
      changeSet: 12, ordinal: 1, action: "update", address: Address(.key, "newer"),
      before: #"{"name":"new"}"#, after: #"{"name":"newer"}"#)
    #expect(
      found.refusals.map { $0.text(later: [away]) }
        == ["key/new: the row is gone, taken away by change set 12"])
  }

  @Test func whatWasTakenOverIsLetGo() {
    let adopt = record(.adopt, Address(.key, "k"), before: document, after: document)
    let found = undo([adopt], [key("k")])
    #expect(found.changes.map(\.action) == [.release] && found.refusals.isEmpty)
    let changed = record(
      .adopt, Address(.key, "k"), before: #"{"kind":"gvlk","state":"active"}"#, after: document)
    #expect(undo([changed], [key("k")]).refusals.map(\.cause) == [.adoptedAndChanged])
    #expect(undo([adopt], [], unmanaged: [key("k")]).changes.isEmpty)
    #expect(undo([adopt], []).refusals.map(\.cause) == [.gone])
  }

  @Test func whatWasLetGoIsTakenOver() throws {
    let release = record(.release, Address(.key, "k"), before: document)
    let found = undo([release], [], unmanaged: [key("k")])
    #expect(found.changes.map(\.action) == [.adopt] && found.refusals.isEmpty)
    #expect(found.changes.first?.base != nil)
    #expect(undo([release], []).refusals.map(\.cause) == [.notLeftAsItWas])
    let other = undo([release], [], unmanaged: [key("k", quantity: 6)])
    #expect(other.refusals.map(\.cause) == [.notLeftAsItWas])
    #expect(undo([release], [key("k")]).changes.isEmpty)
  }

  private static let nonsense: [(String, String?, String?)] = [
    ("create", nil, "{"), ("delete", #"{"kind":"gvlk","quantity":"many"}"#, nil),
    ("delete", #"{"kind":"gvlk","colour":"red"}"#, nil),
    ("update", #"{"quantity":{}}"#, "{}"),
  ]

  @Test(arguments: nonsense)
  func anItemThatIsNoneIsRefused(_ action: String, _ before: String?, _ after: String?) {
    let records = [
      JournalRecord(
        changeSet: 9, ordinal: 1, action: action, address: Address(.key, "x"), before: before,
        after: after)
    ]
    #expect(undo(records, []).refusals.map(\.cause) == [.unreadable])
  }

  @Test func whatALaterKeyformDidIsRefused() {
    let records = [
      JournalRecord(
        changeSet: 9, ordinal: 1, action: "freeze", address: Address(.key, "x"), before: nil,
        after: "{}")
    ]
    #expect(undo(records, []).refusals.map(\.cause) == [.unknownAction("freeze")])
  }

  /// The journal hides the public value where the other side was secret.
  @Test func aHiddenPublicValueIsRefused() {
    var secret = ProductKey(name: "k")
    secret.keyKind = .mak
    let found = undo(
      [
        record(
          .update, Address(.key, "k"), before: #"{"kind":"gvlk"}"#, after: #"{"kind":"mak"}"#)
      ],
      [.key(Entry(secret, origin: .none))])
    #expect(found.refusals.map(\.cause) == [.valueUnknown])
  }
}
