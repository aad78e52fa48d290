import KeyformCatalog
import KeyformCore
import KeyformRepository
import KeyformRules
import Testing

/// `keyform which`: what a further deployment could use, the best first, and why.
@Suite struct KeyChoiceTests {
  private static let catalog = ReferenceCatalog.builtIn()

  private func product(_ text: String) throws -> ProductID {
    guard case .known(let id, _) = Self.catalog.resolve(text) else {
      Issue.record("\(text) is no product")
      return ProductID(text)
    }
    return Self.catalog.facts(of: id)?.id ?? id
  }

  private func group(_ slug: String) -> ProductID { ProductID(slug) }

  private func key(
    _ name: String, _ kind: KeyKind?, _ products: [ProductID],
    _ change: (inout ProductKey) -> Void = { _ in }
  ) -> ProductKey {
    var key = ProductKey(name: name)
    key.keyKind = kind
    key.products = products
    key.tail = KeyTail("BCDFG")
    key.check = KeyCheck("123")
    if let kind, kind.isPublic, let first = products.first {
      key.publicValue = Self.catalog.publicKeys(kind: kind, product: first).first?.value
    }
    change(&key)
    return key
  }

  private func entries<Value: Managed>(_ values: [Value]) -> EntrySet<Value> {
    EntrySet(
      values.sorted { $0.name < $1.name }.enumerated().map {
        Entry($1, origin: EntryOrigin(file: 0, line: Int32($0 + 1), column: 3))
      })
  }

  /// As `name verdict: reasons`.
  private func choices(
    _ asked: String, release: String? = nil, architecture: Architecture? = nil,
    use: KeyUse = [.installation, .activation], keys: [ProductKey], bindings: [Binding] = [],
    hosts: [KMSHost] = [], directories: [Directory] = [],
    imported: [String: EntrySet<ProductKey>] = [:], own: Bool = true
  ) throws -> [String] {
    let state = DesiredState(
      project: "test",
      inventory: Inventory(
        keys: entries(keys), bindings: entries(bindings), hosts: entries(hosts),
        directories: entries(directories)),
      secrets: keys.map { _ in .notNeeded }, imported: imported)
    let facts = LintContext(
      state: state, catalog: Self.catalog, today: try #require(CalendarDate("2026-11-21")))
    let question = KeyQuestion(
      product: try product(asked), release: release, architecture: architecture, use: use)
    return KeyChoices.all(question, facts).filter { $0.source != .catalogue || !own }.map {
      "\($0.reference?.description ?? "-") \($0.verdict.rawValue): \($0.reasons.joined(separator: "; "))"
    }
  }

  private func mak(
    _ name: String, _ quantity: Quantity? = nil, _ remaining: Int? = nil,
    _ change: (inout ProductKey) -> Void = { _ in }
  ) throws -> ProductKey {
    key(name, .mak, [try product("windows-11/enterprise")]) {
      $0.quantity = quantity
      $0.remaining = remaining.map { Observation(count: $0, asOf: CalendarDate("2026-11-01")) }
      change(&$0)
    }
  }

  private func binding(_ key: String, _ machines: Int, done: Int? = nil) -> Binding {
    var binding = Binding(name: "b-\(key)-\(machines)")
    binding.key = KeyReference(key)
    binding.use = .activation
    binding.machines = machines
    binding.activated = done.map { Observation(count: $0, asOf: nil) }
    return binding
  }

  @Test func theMostThatIsLeftComesFirst() throws {
    let found = try choices(
      "windows-11/enterprise", use: .activation,
      keys: [
        mak("few", .count(100)), mak("most", .count(500), 412), mak("endless", .unlimited),
        mak("silent"), mak("up", .count(20), 0),
      ], bindings: [binding("few", 90), binding("most", 120, done: 88)])
    #expect(
      found == [
        "endless yes: unlimited, bound to no machines",
        "most yes: 500 granted, 120 machines in 1 binding, 88 of them activated, 412 left on 2026-11-01",
        "few yes: 100 granted, 90 machines in 1 binding",
        "silent yes: bound to no machines, neither `quantity` nor `remaining` is recorded",
        "up no: nothing is left: 20 granted, bound to no machines, 0 left on 2026-11-01",
      ])
  }

  @Test(
    arguments: [
      (nil, nil, 0, nil, nil), (500, nil, 0, nil, 500), (500, nil, 600, 600, -100),
      (500, 412, 120, 88, 380), (500, 412, 120, nil, 380), (500, 300, 120, nil, 300),
      (nil, 300, 120, nil, 180), (nil, 300, 120, 120, 300), (500, 10, 120, 100, -10),
    ] as [(Int?, Int?, Int, Int?, Int?)])
  func whatIsLeft(
    _ quantity: Int?, _ remaining: Int?, _ machines: Int, _ activated: Int?, _ left: Int?
  ) {
    let supply = KeySupply(
      quantity: quantity.map { .count($0) },
      remaining: remaining.map { Observation(count: $0, asOf: nil) }, bindings: 1,
      machines: machines, activated: activated)
    #expect(supply.left == left)
  }

  @Test func statesAndLimits() throws {
    let found = try choices(
      "windows-11/enterprise", architecture: .arm64,
      keys: [
        mak("a", .count(5)), mak("b", .count(5)) { $0.state = .retired },
        mak("c", .count(5)) { $0.state = .blocked }, mak("d", .count(5)) { $0.state = .standby },
        mak("e", .count(5)) { $0.architectures = [.known(.amd64)] },
        mak("f", .count(5)) { $0.use = .installation },
        mak("g", .count(5)) { $0.products = [ProductID("windows-11/pro")] },
        key("h", nil, [try product("windows-11/enterprise")]),
        mak("i", .count(5)) { ($0.tail, $0.check) = (nil, nil) },
      ])
    let counted = "5 granted, bound to no machines; for activation alone"
    #expect(
      found == [
        "a yes: \(counted)",
        "d conditional: it is on standby: write `state: active` first; \(counted)",
        "i conditional: its tail and check value are not recorded: `keyform record key/i`; \(counted)",
        "b no: it is retired", "c no: it is blocked", "e no: its entry limits it to amd64",
        "f no: Setup refuses a MAK as the key for installation (rule USE001)",
        "h no: its kind is not stated",
      ])
  }

  @Test func aGVLKNeedsAHostThatCoversIt() throws {
    let enterprise = try product("windows-11/enterprise")
    let gvlk = key("gvlk", .gvlk, [enterprise])
    func found(_ groups: [String], state: KeyState = .active) throws -> [String] {
      var host = KMSHost(name: "kms")
      host.hostKeys = groups.map { KeyReference(name: "csvlk-\($0)") }
      var directory = Directory(name: "forest")
      directory.hostKeys = host.hostKeys
      return try choices(
        "windows-11/enterprise", release: "25H2", use: .activation,
        keys: [gvlk] + groups.map { key("csvlk-\($0)", .csvlk, [group($0)]) { $0.state = state } },
        hosts: groups.isEmpty ? [] : [host], directories: groups.isEmpty ? [] : [directory])
    }
    #expect(
      try found([]) == [
        "gvlk conditional: it needs a KMS host or a directory; the repository describes none"
      ])
    #expect(
      try found(["windows-server-2022"]) == ["gvlk yes: activated by host/kms, directory/forest"])
    for refused in [
      try found(["windows-server-2019"]), try found(["windows-server-2022"], state: .retired),
    ] {
      #expect(refused.count == 1)
      #expect(
        refused[0].hasPrefix(
          "gvlk conditional: no host or directory has a host key that covers windows-11; the smallest that does is that of windows-server-20"
        ))
    }
    // Rule USE004 is silent, too: the host may be the right one.
    var unknown = KMSHost(name: "kms")
    unknown.hostKeys = [KeyReference("platform:csvlk")]
    #expect(
      try choices(
        "windows-11/enterprise", release: "25H2", use: .activation, keys: [gvlk], hosts: [unknown])
        == ["gvlk conditional: what the host keys of host/kms cover is not known here"])
    // For installation no host is asked.
    #expect(
      try choices("windows-11/enterprise", use: .installation, keys: [gvlk]) == [
        "gvlk yes: nothing stands against it"
      ])
  }

  @Test func officeHasHostKeysOfItsOwn() throws {
    let office = try product("office-ltsc-2024/professional-plus")
    var host = KMSHost(name: "kms")
    host.hostKeys = [KeyReference(name: "csvlk")]
    for (slug, isServed) in [("office-ltsc-2024", true), ("windows-server-2025", false)] {
      let found = try choices(
        office.text, use: .activation,
        keys: [key("gvlk", .gvlk, [office]), key("csvlk", .csvlk, [group(slug)])], hosts: [host])
      #expect((found == ["gvlk yes: activated by host/kms"]) == isServed, "\(found)")
    }
  }

  @Test func otherKinds() throws {
    let server = try product("windows-server-2025/standard")
    let found = try choices(
      server.text,
      keys: [
        key("avma", .avma, [server]), key("oem", .oem, [server]), key("retail", .retail, [server]),
        key("csvlk", .csvlk, [server]), key("default", .setupDefault, [server]),
      ])
    #expect(
      found == [
        "default yes: for installation alone",
        "retail yes: bound to no machines, neither `quantity` nor `remaining` is recorded",
        "avma conditional: for virtual machines alone, on an activated Hyper-V Datacenter host of the same release or a newer one",
        "oem conditional: for the machines alone that it was delivered with; bound to no machines, neither `quantity` nor `remaining` is recorded",
        "csvlk no: it is a host key: it turns each machine into a KMS host (rule USE002)",
      ])
  }

  @Test func additions() throws {
    let years = try (1...2).map { try product("windows-10-esu/year-\($0)") }
    let found = try choices(
      "windows-10/enterprise", release: "22H2", use: .activation,
      keys: years.enumerated().map { index, year in
        key("esu-\(index + 1)", .esuMAK, [year]) { $0.quantity = .count(9) }
      })
    #expect(
      found == [
        "esu-2 conditional: an addition: the machines need a key of their own as well; 9 granted, bound to no machines",
        "esu-1 no: its year ended on 2026-10-13",
      ])
    #expect(try choices("windows-11/enterprise", keys: [key("esu", .esuMAK, years)]) == [])
    let asked = try choices(
      "windows-10-esu/year-2", use: .activation,
      keys: years.enumerated().map { index, year in
        key("esu-\(index + 1)", .esuMAK, [year]) { $0.quantity = .count(9) }
      })
    #expect(
      asked == [
        "esu-2 conditional: an addition: the machines need a key of their own as well; 9 granted, bound to no machines"
      ])
  }

  @Test func publishedKeysWithoutEntry() throws {
    let found = try choices("windows-11/enterprise", use: .activation, keys: [], own: false)
    #expect(
      found == [
        "- conditional: it needs a KMS host or a directory; the repository describes none; no entry yet: add `NAME: {kind: gvlk, products: [windows-11/enterprise]}` to `keys`"
      ])
    let enterprise = try product("windows-11/enterprise")
    #expect(
      try choices(
        "windows-11/enterprise", keys: [key("own", .gvlk, [enterprise])], own: false
      ).count == 1)
    // What no volume key exists for.
    #expect(try choices("windows-11/home", keys: [], own: false) == [])
  }

  @Test func keysThatOtherProjectsShare() throws {
    let shared = try mak("shared", .count(9)) { $0.sharedWith = ["te*"] }
    let kept = try mak("kept", .count(9)) { $0.sharedWith = ["other"] }
    let found = try choices(
      "windows-11/enterprise", use: .activation, keys: [],
      bindings: [binding("platform:shared", 4)], imported: ["platform": entries([shared, kept])])
    #expect(found == ["platform:shared yes: 9 granted, 4 machines in 1 binding"])
  }

  @Test func releases() throws {
    let sac = try product("windows-server-sac/standard")
    let named = key("named", .gvlk, [ProductID("windows-server-sac/standard@1803", slot: sac.slot)])
    #expect(
      try choices(sac.text, release: "1709", use: .installation, keys: [named]) == [])
    #expect(
      try choices(sac.text, release: "1803", use: .installation, keys: [named]).count == 1)
    #expect(
      try choices(sac.text, use: .installation, keys: [named]) == [
        "named yes: for release 1803 alone"
      ])
  }
}
