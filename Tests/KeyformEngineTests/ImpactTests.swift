import KeyformCore
import KeyformRepository
import KeyformTestSupport
import Testing

/// What plans mean for licences, where a plan's text does not show it.
@Suite struct ImpactTests {
  private let today: CalendarDate

  init() throws { today = try #require(CalendarDate("2026-11-21")) }

  private func repository(_ text: String) throws -> FixtureRepository {
    let repository = try FixtureRepository(
      PlanFixture.Stage(name: "all", files: ["all.yaml": text]))
    #expect(repository.structuralErrors() == [])
    return repository
  }

  private func stored(_ text: String, uses: [CrossProjectUse] = []) throws -> StoredInventory {
    let own = try repository(text).assembled.state.inventory
    return StoredInventory(
      inventory: own, materials: own.keys.entries.map { _ in nil }, digestKey: .random(),
      neighbours: OtherProjects(keys: [:], uses: uses))
  }

  private func impact(
    _ stored: StoredInventory, _ text: String, releasing: [String] = [],
    only: (Address) -> Bool = { _ in true }
  ) throws -> Impact {
    let after = try repository(text)
    let changes = Difference.changes(
      from: stored, to: after.assembled.state.inventory, releasing: releasing.map { Glob($0) })
    return Impact(
      of: changes.filter { only($0.address) }, from: stored,
      catalog: after.repository.catalog, today: today)
  }

  private static let mak = """
    keys:
      mak: {kind: mak, products: [windows-11/enterprise], quantity: 50, remaining: {count: 40, asOf: 2026-11-01}, secret: {env: SECRET_1}}

    """

  private static func laptops(_ machines: Int, _ more: String = "") -> String {
    """
    \(mak)\(more)deployments:
      laptops: {os: windows-11/enterprise, release: 25H2, machines: \(machines), keys: {mak: [activation]}}

    """
  }

  @Test func nothingWithoutChanges() throws {
    let text = Self.laptops(30)
    #expect(try impact(stored(text), text).isEmpty)
  }

  /// Words about an entry are none about licences.
  @Test func nothingForNotesAndNames() throws {
    let before = try stored(Self.laptops(30))
    let noted = Self.laptops(30).replacing("machines: 30", with: "machines: 30, note: x")
    #expect(try impact(before, noted).isEmpty)
    let renamed = Self.laptops(30).replacing("laptops:", with: "notebooks:")
      .replacing("machines: 30", with: "machines: 30, was: laptops")
    #expect(try impact(before, renamed).isEmpty)
    let key = Self.laptops(30).replacing("mak: {kind", with: "volume: {was: mak, kind")
      .replacing("{mak: [", with: "{volume: [")
    #expect(try impact(before, key).isEmpty)
  }

  @Test func aRenamedKeyIsComparedWithItself() throws {
    let before = try stored(Self.laptops(30))
    let renamed = Self.laptops(35).replacing("mak: {kind", with: "volume: {was: mak, kind")
      .replacing("{mak: [", with: "{volume: [")
    let key = try #require(try impact(before, renamed).keys.first)
    #expect(key.key.name == "volume")
    #expect(key.before?.machines == 30 && key.after?.machines == 35)
    #expect(key.after?.left == 5)
    #expect(key.bindings == ["laptops.mak", "laptops.volume"])
  }

  /// What others use of a key counts on both sides, as in rule CNT001.
  @Test func otherProjectsCount() throws {
    let use = CrossProjectUse(
      project: "other", address: Address(.binding, "x"), key: KeyReference(name: "mak"),
      use: .activation, machines: 15, activated: 5)
    let before = try stored(Self.laptops(30), uses: [use])
    let key = try #require(try impact(before, Self.laptops(35)).keys.first)
    #expect(key.before?.needed == 40 && key.after?.needed == 45)
    #expect(key.shortage == 5)
    #expect(key.others == ["binding/x of project other"])
  }

  /// Unmanaged rows that are taken over were there before: for machines nothing changes, and they do
  /// not count twice.
  @Test func takingOverChangesNothing() throws {
    let wanted = try repository(Self.laptops(30))
    let inventory = wanted.assembled.state.inventory
    var rows = inventory
    rows.keys = .empty
    rows.bindings = EntrySet(
      rows.bindings.entries.map { entry in
        var binding = entry.value
        binding.key = KeyReference(project: "contoso", name: binding.key.name)
        return entry.with(binding)
      })
    var own = inventory
    own.deployments = .empty
    own.bindings = .empty
    let use = CrossProjectUse(
      project: "", address: Address(.binding, "laptops.mak"), key: KeyReference(name: "mak"),
      use: .activation, machines: 30)
    let before = StoredInventory(
      inventory: own, materials: [nil], digestKey: .random(), unmanaged: rows,
      neighbours: OtherProjects(keys: [:], uses: [use]))
    let changes = Difference.changes(from: before, to: inventory)
    #expect(changes.map(\.action) == [.adopt, .adopt])
    #expect(
      Impact(of: changes, from: before, catalog: wanted.repository.catalog, today: today).isEmpty)
    let more = try impact(before, Self.laptops(35))
    #expect(more.keys.first?.before?.machines == 30 && more.keys.first?.after?.machines == 35)
  }

  @Test func lettingGoChangesNothing() throws {
    let before = try stored(Self.laptops(30))
    let impact = try impact(before, "keys: {}\n", releasing: ["*"])
    #expect(impact.isEmpty)
  }

  /// `--only` takes a part: what is left out is not in it.
  @Test func aPartIsWeighedAlone() throws {
    let before = try stored(Self.laptops(30))
    let after = Self.laptops(35).replacing("quantity: 50", with: "quantity: 80")
    let part = try impact(before, after) { $0.kind == .deployment }
    let key = try #require(part.keys.first)
    #expect(key.after?.quantity == .count(50) && key.after?.machines == 35)
  }

  /// Servers count toward the clients' threshold as well.
  @Test(arguments: [(20, 5, true), (20, 4, false), (25, 0, true), (24, 0, false)])
  func thresholds(_ clients: Int, _ servers: Int, _ isReached: Bool) throws {
    let text = """
      keys:
        csvlk: {kind: csvlk, products: [windows-server-2025], secret: {env: SECRET_2}}
        kms: {kind: gvlk, products: [windows-11/enterprise]}
        server: {kind: gvlk, products: [windows-server-2025/standard]}
      deployments:
        clients: {os: windows-11/enterprise, release: 25H2, machines: \(clients), keys: {kms: [activation]}}
        servers: {os: windows-server-2025/standard, machines: \(servers), keys: {server: [activation]}}
      hosts:
        kms: {fqdn: kms.contoso.example, hostKey: csvlk}
      """
    let service = try #require(try impact(stored("keys: {}\n"), text).services.first)
    let (after, needed) = (try #require(service.after), try #require(service.needed))
    #expect(after == ServiceCounts(clients: clients, servers: servers))
    #expect((after.towardClients >= needed.clients) == isReached)
    #expect(needed == ServiceCounts(clients: 25, servers: 5, office: 5))
  }

  /// The last day of the 180 counts, the next does not; what has ended is told by a rule.
  @Test(arguments: [
    ("2026-07-16", true), ("2026-07-15", false), ("2027-01-12", true), ("2027-01-13", false),
  ])
  func supportHorizon(_ today: String, _ isNear: Bool) throws {
    let after = try repository(
      "deployments:\n  old: {os: windows-server-2016/standard, machines: 2}\n")
    let before = try stored("keys: {}\n")
    let changes = Difference.changes(from: before, to: after.assembled.state.inventory)
    let impact = Impact(
      of: changes, from: before, catalog: after.repository.catalog,
      today: try #require(CalendarDate(today)))
    #expect(impact.supportEnds.count == (isNear ? 1 : 0))
  }

  /// Rows of a target carry no slots of the catalogue; they mean the same.
  @Test func rowsOfATargetAreUnderstood() throws {
    let text = Self.laptops(30)
    let target = MemoryTarget()
    let session = TargetSession(target, project: "contoso")
    let first = try repository(text)
    _ = try target.apply(
      try session.order(
        Difference.changes(from: try session.read(), to: first.assembled.state.inventory),
        secrets: first.secrets), progress: ProgressReport())
    let impact = try impact(try session.read(), Self.mak)
    #expect(impact.paths.map(\.change) == [.loses])
    #expect(impact.paths.first?.machines.count == 30)
    #expect(impact.keys.first?.after?.machines == 0)
  }
}
