import KeyformCore
import Testing

@Suite struct PlanPartTests {
  private static func key(_ name: String, _ quantity: Int = 1) -> Entity {
    var key = ProductKey(name: name)
    key.keyKind = .mak
    key.quantity = .count(quantity)
    return .key(Entry(key, origin: .none))
  }

  private static func binding(_ name: String, to key: String) -> Entity {
    var binding = Binding(name: name)
    binding.deployment = "desks"
    binding.key = KeyReference(name: key)
    return .binding(Entry(binding, origin: .none))
  }

  private static func part(_ changes: [Change], _ glob: String) -> PlanPart {
    PlanPart(changes) { Glob(glob).matches($0.description) }
  }

  @Test func theRestIsListed() {
    let part = Self.part([Change(.create(Self.key("a"))), Change(.delete(Self.key("b")))], "key/a")
    #expect(part.changes.map(\.address) == [Address(.key, "a")])
    #expect(part.leftOut == [LeftOut(action: .delete, address: Address(.key, "b"))])
    #expect(part.blockers.isEmpty)
  }

  @Test func whatIsReferredToMustCome() {
    let changes = [
      Change(.create(Self.key("a"))), Change(.create(Self.binding("b", to: "a"))),
    ]
    #expect(Self.part(changes, "key/*").blockers.isEmpty)
    #expect(Self.part(changes, "binding/*").blockers.map(\.cause) == [.reference])
  }

  @Test func whatRefersMustGo() {
    let changes = [
      Change(.delete(Self.key("a"))), Change(.delete(Self.binding("b", to: "a"))),
    ]
    #expect(Self.part(changes, "binding/*").blockers.isEmpty)
    #expect(Self.part(changes, "key/*").blockers.map(\.cause) == [.reference])
  }

  @Test func aRenamedEntryIsNewAndGone() {
    let changes = [
      Change(.update(from: Self.key("old"), to: Self.key("new"))),
      Change(.update(from: Self.binding("b", to: "old"), to: Self.binding("b", to: "new"))),
    ]
    #expect(changes[0].formerName == "old")
    #expect(Self.part(changes, "binding/*").blockers.count == 1)
    #expect(Self.part(changes, "key/*").blockers.count == 1)
    #expect(Self.part(changes, "*").blockers.isEmpty)
  }

  @Test func plansAreComparedByWhatTheyDo() throws {
    let base = RowDigest(hex: String(repeating: "a", count: 64))
    let other = RowDigest(hex: String(repeating: "b", count: 64))
    func update(_ name: String, _ quantity: Int, _ base: RowDigest?) -> Change {
      Change(.update(from: Self.key(name), to: Self.key(name, quantity)), base: base)
    }
    let comparison = PlanComparison(
      reviewed: [
        update("a", 2, base), update("b", 2, base), update("c", 2, base),
        Change(.create(Self.key("gone"))),
      ],
      now: [
        update("a", 2, base), update("b", 3, base), update("c", 2, other),
        Change(.create(Self.key("new"))),
      ])
    #expect(comparison.same == 1)
    #expect(comparison.altered.map(\.now.address.name) == ["b"])
    #expect(comparison.rebased.map(\.name) == ["c"])
    #expect(comparison.gone.map(\.address.name) == ["gone"])
    #expect(comparison.added.map(\.address.name) == ["new"])
    #expect(!comparison.isAsReviewed)
  }
}
