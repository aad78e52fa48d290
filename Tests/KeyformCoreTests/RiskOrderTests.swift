import KeyformCore
import Testing

/// What a reviewer has to look at stands above what merely comes into being.
@Suite("Changes in the order of their risk") struct RiskOrderTests {
  private func key(_ name: String, _ change: (inout ProductKey) -> Void = { _ in }) -> Entity {
    var key = ProductKey(name: name)
    key.keyKind = .mak
    change(&key)
    return .key(Entry(stored: key))
  }

  private func update(_ name: String, _ change: (inout ProductKey) -> Void) -> Change {
    Change(.update(from: key(name), to: key(name, change)))
  }

  private func binding(_ name: String, _ key: String, _ use: KeyUse = [.activation]) -> Entity {
    var binding = Binding(name: name)
    binding.deployment = "laptops"
    binding.key = KeyReference(key)
    binding.use = use
    return .binding(Entry(stored: binding))
  }

  private func host(_ name: String) -> Entity { .host(Entry(stored: KMSHost(name: name))) }

  private func order(
    _ changes: [Change], _ diagnostics: [Diagnostic] = [], _ impact: Impact = .none
  ) -> [String] {
    Change.inRiskOrder(changes, diagnostics, impact).map(\.address.description)
  }

  private func finding(_ severity: Severity, on address: Address) -> Diagnostic {
    Diagnostic(
      rule: "CNT001", severity: severity, address: address, summary: "too many", detail: "",
      place: nil)
  }

  /// One key that lacks ten activations, or has some left, and the bindings that ask for them.
  private func impact(_ name: String, left: Int, bindings: [String] = []) -> Impact {
    var impact = Impact()
    let after = KeyBalance(
      state: .active, quantity: .count(100 + left), remaining: nil, machines: 100, activated: 0,
      isActivatedKnown: false, needed: 100, uncounted: 0)
    impact.keys = [
      KeyImpact(
        key: KeyReference(name: name), kind: .mak, before: nil, after: after, bindings: bindings,
        others: [])
    ]
    return impact
  }

  @Test func fromHazardsToCreates() {
    let changes = [
      Change(.create(key("a-new"))),
      update("b-larger") { $0.quantity = .count(500) },
      update("c-dry") { $0.quantity = .count(90) },
      update("d-retired") { $0.state = .retired },
      Change(.delete(key("e-gone"))),
      Change(.delete(host("a-host"))),
      Change(.create(host("b-host"))),
      Change(.release(host("c-host"))),
    ]
    #expect(
      order(changes, [], impact("c-dry", left: -10)) == [
        "key/e-gone", "host/a-host", "host/c-host", "key/d-retired", "key/c-dry", "key/b-larger",
        "key/a-new", "host/b-host",
      ])
    #expect(order(changes, [], impact("c-dry", left: 0)).last == "host/b-host")
    #expect(order(changes, [], impact("c-dry", left: 0))[4] == "key/b-larger")
  }

  /// Where an error is filed on an entry, what refers to it is blocked as well.
  @Test func errorsComeFirst() {
    let changes = [
      Change(.create(key("a"))), Change(.create(key("b"))),
      Change(.create(binding("x", "a"))), Change(.create(binding("y", "b"))),
    ]
    let plain = ["key/a", "key/b", "binding/x", "binding/y"]
    #expect(order(changes) == plain)
    #expect(order(changes, [finding(.warning, on: Address(.key, "b"))]) == plain)
    #expect(
      order(changes, [finding(.error, on: Address(.key, "b"))])
        == ["key/b", "binding/y", "key/a", "binding/x"])
    #expect(
      Change.inRiskOrder(changes, [], .none, endangered: [Address(.binding, "y")])
        .map(\.address.description) == ["binding/y", "key/a", "key/b", "binding/x"])
    #expect(
      order(changes, [], impact("b", left: -1, bindings: ["y"]))
        == ["key/b", "binding/y", "key/a", "binding/x"])
  }

  @Test func protectedRowsAreBlockedWhenTheyGo() {
    var host = KMSHost(name: "z-kept")
    host.annotations.isProtected = true
    let changes = [
      Change(.delete(self.host("a-gone"))), Change(.delete(.host(Entry(stored: host)))),
    ]
    #expect(order(changes) == ["host/z-kept", "host/a-gone"])
  }

  /// Who still hands out the same key under another name takes nothing away.
  @Test func renamesAreNoUnbinding() {
    let renamed = Change(.update(from: key("mak"), to: key("mak-2")))
    let update = update("z-other") { $0.quantity = .count(500) }
    func moved(_ use: KeyUse) -> Change {
      Change(.update(from: binding("x", "mak", use), to: binding("x", "mak-2", use)))
    }
    #expect(
      order([renamed, update, moved(.installation)])
        == ["key/mak-2", "key/z-other", "binding/x"])
    #expect(order([update, moved(.installation)]) == ["binding/x", "key/z-other"])
  }
}
