import KeyformCatalog
import KeyformCore
import KeyformRules
import Testing

/// A finding on a sum names what adds up: that is what the author of a change wrote.
@Suite("Findings name what adds up") struct KeyAddendTests {
  private func lint(_ rule: String, _ state: DesiredState) -> [LintResult] {
    Linter.run(
      LintContext(
        state: state, catalog: .builtIn(), today: CalendarDate(days: 20_778))
    ).filter { $0.metadata.id == rule }
  }

  private func origin(_ line: Int32) -> EntryOrigin { EntryOrigin(file: 0, line: line, column: 3) }

  private func binding(
    _ name: String, _ key: KeyReference, line: Int32, machines: Int?,
    use: KeyUse = [.activation]
  ) -> Entry<Binding> {
    var binding = Binding(name: name)
    binding.deployment = "laptops"
    binding.key = key
    binding.use = use
    binding.machines = machines
    return Entry(binding, origin: origin(line))
  }

  /// The same bindings of a key, wherever it comes from.
  private func state(_ reference: KeyReference, licences: Int? = nil) -> DesiredState {
    var key = ProductKey(name: reference.name)
    key.keyKind = .mak
    key.quantity = .count(500)
    key.licences = licences
    let entry = Entry(key, origin: reference.project == nil ? origin(1) : .none)
    var deployment = Deployment(name: "laptops")
    deployment.machines = 400
    let isOwn = reference.project == nil
    return DesiredState(
      project: "test",
      inventory: Inventory(
        keys: EntrySet(isOwn ? [entry] : []),
        deployments: EntrySet([Entry(deployment, origin: origin(2))]),
        bindings: EntrySet([
          binding("a-few", reference, line: 3, machines: 90),
          binding("b-inherits", reference, line: 4, machines: nil),
          binding("c-alike", reference, line: 6, machines: 90),
          binding("d-installs", reference, line: 7, machines: 900, use: [.installation]),
        ])),
      secrets: isOwn ? [.notNeeded] : [],
      imported: reference.project.map { [$0: EntrySet([entry])] } ?? [:])
  }

  private func shown(_ result: LintResult) -> [String] {
    result.finding.related.map { related in
      let field = related.field.isEmpty ? "" : ".\(related.field.joined(separator: "."))"
      return "\(related.address)\(field): \(related.text)"
    }
  }

  private static let addends = [
    "binding/b-inherits: 400 machines", "binding/a-few.machines: 90 machines",
    "binding/c-alike.machines: 90 machines",
    "deployment/laptops.machines: counts for binding/b-inherits",
  ]

  @Test func ofAKey() {
    let found = lint("CNT001", state(KeyReference(name: "mak")))
    #expect(found.map(shown) == [Self.addends])
  }

  @Test func ofTheKeyOfAnotherProject() {
    let found = lint("CNT001", state(KeyReference(project: "platform", name: "mak")))
    #expect(found.map(shown) == [Self.addends])
  }

  @Test func ofLicences() {
    let found = lint("CNT009", state(KeyReference(name: "mak"), licences: 100))
    #expect(found.map(shown) == [Self.addends])
  }

  /// The one that a change adds may be any of them, by name the first.
  @Test func hostsOfAHostKey() {
    var key = ProductKey(name: "csvlk")
    key.keyKind = .csvlk
    key.hosts = 1
    let hosts = ["a-new", "b-old"].enumerated().map { index, name in
      var host = KMSHost(name: name)
      host.hostKeys = [KeyReference(name: "csvlk")]
      return Entry(host, origin: origin(Int32(index + 2)))
    }
    let state = DesiredState(
      project: "test",
      inventory: Inventory(
        keys: EntrySet([Entry(key, origin: origin(1))]), hosts: EntrySet(hosts)),
      secrets: [.notNeeded])
    #expect(
      lint("CNT006", state).map(shown)
        == [["host/a-new.hostKey: names the key", "host/b-old.hostKey: names the key"]])
  }
}
