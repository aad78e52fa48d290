import KeyformCore

/// An impact with a line of every sort, and secrets where one could slip in.
enum ImpactSamples {
  static func balance(
    _ machines: Int, remaining: Int? = 412, quantity: Quantity? = .count(500),
    activated: Int? = nil,
    state: KeyState = .active
  ) -> KeyBalance {
    KeyBalance(
      state: state, quantity: quantity,
      remaining: remaining.map { Observation(count: $0, asOf: CalendarDate("2026-11-01")) },
      machines: machines, activated: activated ?? 0, isActivatedKnown: activated != nil,
      needed: machines - (activated ?? 0), uncounted: 0)
  }

  static func machines(_ count: Int, _ names: String...) -> ConcernedMachines {
    var machines = ConcernedMachines()
    machines.count = count
    machines.deployments = names
    machines.bindings = names.map { "\($0).key" }
    return machines
  }

  static func key(
    _ name: String, _ before: KeyBalance?, _ after: KeyBalance?, bindings: [String] = ["a", "b"],
    others: [String] = []
  ) -> KeyImpact {
    KeyImpact(
      key: KeyReference(name), kind: .mak, before: before, after: after, bindings: bindings,
      others: others)
  }

  static var whole: Impact {
    var impact = Impact()
    impact.keys = [
      key("ample", balance(300, activated: 238), balance(320, activated: 238)),
      key("gone", balance(10), nil),
      key(
        "platform:short", balance(400), balance(600), bindings: ["a", "b", "c", "d"],
        others: ["binding/x of project other", FakeSecrets.first]),
      key("rotating", balance(1, state: .standby), balance(1, quantity: .unlimited)),
      key("unknown", nil, balance(5, remaining: nil, quantity: nil)),
      key("wrong", nil, balance(5, quantity: .misstated(FakeSecrets.second))),
    ]
    impact.paths = [
      PathImpact(
        product: "windows-11/enterprise", before: [.kms, .directory], after: [],
        machines: machines(12, "pilot")),
      PathImpact(
        product: "windows-11/pro", before: [], after: .unserved, machines: machines(1, "kiosk")),
      PathImpact(
        product: FakeSecrets.third, before: .mak, after: .kms, machines: machines(80, "p", "q")),
      PathImpact(
        product: "windows-11/education", before: [], after: [.avma, .retail, .oem],
        machines: uncounted),
    ]
    let needed = ServiceCounts(clients: 25, servers: 5, office: 5)
    impact.services = [
      ServiceImpact(
        service: Address(.host, "kms-1"), place: "kms01.contoso.example", before: nil,
        after: ServiceCounts(clients: 20, servers: 4, office: 80), needed: needed,
        bindings: ["a"]),
      ServiceImpact(
        service: Address(.host, "kms-2"), place: "kms02.contoso.example",
        before: ServiceCounts(clients: 30), after: nil, needed: needed, bindings: []),
      ServiceImpact(
        service: Address(.directory, "forest"), place: "contoso.example",
        before: ServiceCounts(clients: 1), after: ServiceCounts(clients: 2, uncounted: 1),
        needed: nil, bindings: ["b"]),
    ]
    if let end = CalendarDate("2027-01-12"), let today = CalendarDate("2026-11-20") {
      impact.supportEnds = [
        SupportImpact(
          product: "windows-11/pro", release: "24H2", end: today, machines: machines(3, "old")),
        SupportImpact(
          product: "windows-server-2016/standard", release: nil, end: end,
          machines: machines(4, "older", "oldest")),
      ]
    }
    impact.editions = [
      edition("windows-11/pro", .none), edition("windows-11/home", .restart, byHand: true),
      edition("windows-10/pro", .reinstall),
      edition("windows-11/enterprise", .restart, isEvaluation: true, build: "10.0.19044.2905"),
    ]
    return impact
  }

  private static var uncounted: ConcernedMachines {
    var machines = ConcernedMachines()
    machines.uncounted = 2
    machines.deployments = ["r", "s"]
    return machines
  }

  private static func edition(
    _ from: String, _ consequence: EditionImpact.Consequence, byHand: Bool = false,
    isEvaluation: Bool = false, build: String? = nil
  ) -> EditionImpact {
    EditionImpact(
      from: from, to: "windows-11/enterprise", isEvaluation: isEvaluation,
      consequence: consequence, isByHand: byHand, minimumBuild: build,
      machines: machines(30, "branch"))
  }
}

extension Plan {
  /// The same plan with another impact.
  func with(_ impact: Impact) -> Plan {
    Plan(
      header: header, schema: schema, changes: changes, diagnostics: diagnostics,
      blockers: blockers, files: files, allowed: allowed, leftOut: leftOut, waived: waived,
      impact: impact)
  }
}
