import KeyformCore
import Testing

/// Whatever takes an activation key from a deployment is told as such.
@Suite("A deployment loses its activation key") struct UnbindTests {
  private func binding(
    _ deployment: String, _ key: String, _ use: KeyUse = [.activation]
  ) -> Entity {
    var binding = Binding(name: "x")
    binding.deployment = deployment
    binding.key = KeyReference(key)
    binding.use = use
    return .binding(Entry(stored: binding))
  }

  private func renamed(_ from: String, _ to: String) -> Change {
    Change(
      .update(
        from: .key(Entry(stored: ProductKey(name: from))),
        to: .key(Entry(stored: ProductKey(name: to)))))
  }

  @Test func whenTheBindingMoves() {
    let was = binding("a", "mak")
    for now in [binding("b", "mak"), binding("a", "other"), binding("a", "mak", [.installation])] {
      #expect(Change(.update(from: was, to: now)).hazards == [.unbindsActivation])
      #expect(Change(.adopt(from: was, to: now)).hazards == [.takesOverRow, .unbindsActivation])
    }
    let installing = binding("a", "mak", [.installation])
    #expect(Change(.update(from: installing, to: binding("b", "mak"))).hazards == [])
    #expect(
      Change(.update(from: was, to: binding("a", "mak", [.installation, .activation]))).hazards
        == [])
  }

  /// A key or deployment that is only called otherwise is still bound.
  @Test func butNotWhenItFollowsARename() throws {
    let moved = Change(.update(from: binding("a", "mak"), to: binding("a", "mak-2")))
    #expect(try plan([renamed("mak", "mak-2"), moved]).hazards.map(\.hazard) == [])
    #expect(try plan([moved]).hazards.map(\.hazard) == [.unbindsActivation])
  }

  private func plan(_ changes: [Change]) throws -> Plan {
    Plan(
      header: Plan.Header(
        project: "p", target: TargetDescription(name: nil, url: "lab:"), targetID: nil,
        catalog: "c", toolVersion: "1", today: try #require(CalendarDate("2026-11-21"))),
      schema: .none, changes: changes, diagnostics: [], blockers: [], files: [])
  }
}
