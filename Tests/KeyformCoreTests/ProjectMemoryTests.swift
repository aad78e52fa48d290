import KeyformCore
import Testing

/// What a target keeps of an apply, and what is said where the next one differs.
@Suite struct ProjectMemoryTests {
  private func guards(
    limits: [String: (share: Int, above: Int)] = [:],
    rules: [String: RuleSettings.Setting] = [:], policies: [Guards.Policy] = []
  ) -> Guards {
    var budgets: [LimitSubject: SafetyLimits.Budget] = [:]
    for subject in LimitSubject.all {
      budgets[subject] = limits[subject.text].map { .init(share: $0.share, above: $0.above) }
    }
    return Guards(
      limits: SafetyLimits(budgets: budgets), rules: RuleSettings(byRule: rules),
      policies: policies)
  }

  private func level(_ word: String) -> RuleSettings.Setting {
    RuleSettings.Setting(level: RuleSettings.Level(word: word))
  }

  private func policy(_ severity: Severity, _ digest: String = "d1") -> Guards.Policy {
    Guards.Policy(id: "ORG001", severity: severity, digest: digest)
  }

  private func changes(_ before: Guards, _ after: Guards) -> [String] {
    after.changes(since: before) { $0 == "LC002" ? .warning : nil }
      .map { "\($0.isLoosened ? "!" : "") \($0.shown)" }
  }

  @Test func limits() {
    let none = guards()
    let strict = guards(limits: ["key.delete": (10, 2), "key.update": (50, 20)])
    #expect(changes(strict, strict) == [])
    #expect(changes(none, strict) == [], "tighter is no danger")
    #expect(
      changes(strict, none) == [
        "! limit key.update: 50 % above 20 -> no limit",
        "! limit key.delete: 10 % above 2 -> 25 % above 5",
      ])
    #expect(
      changes(none, guards(limits: ["key.delete": (10, 6)]))
        == ["! limit key.delete: 25 % above 5 -> 10 % above 6"], "one of the two is enough")
  }

  @Test func severities() {
    let none = guards()
    let strict = guards(rules: ["LC002": level("error"), "GONE1": level("error")])
    #expect(changes(none, strict) == [])
    #expect(changes(strict, none) == ["! rule LC002: error -> warning"], "back to the standard")
    #expect(
      changes(none, guards(rules: ["LC002": level("off")])) == ["! rule LC002: warning -> off"])
    #expect(
      changes(strict, guards(rules: ["LC002": level("info"), "GONE1": level("off")]))
        == ["! rule GONE1: error -> off", "! rule LC002: error -> info"])
    let days = RuleSettings.Setting(level: nil, numbers: ["days": 900])
    #expect(
      changes(none, guards(rules: ["LC002": days])) == [" rule LC002: (standard) -> days 900"])
  }

  @Test func policies() {
    let one = guards(policies: [policy(.error)])
    #expect(changes(guards(), one) == [])
    #expect(changes(one, guards()) == ["! policy ORG001: error -> (removed)"])
    #expect(
      changes(one, guards(policies: [policy(.info)])) == ["! policy ORG001: error -> info"])
    #expect(
      changes(one, guards(rules: ["ORG001": level("off")], policies: [policy(.error)]))
        == ["! policy ORG001: error -> off"])
    #expect(
      changes(one, guards(policies: [policy(.error, "d2")]))
        == [" text of policy ORG001: d1 -> d2"])
    #expect(
      changes(guards(rules: ["ORG001": level("off")], policies: [policy(.error)]), guards())
        == [" policy ORG001: off -> (removed)"])
  }

  @Test func textIsReadBack() throws {
    let rules = [
      "LC002": level("off"), "CNT003": RuleSettings.Setting(level: nil, numbers: ["days": 90]),
    ]
    let memories = [
      ProjectMemory(repository: .unknown, guards: nil),
      ProjectMemory(repository: .unknown, guards: guards()),
      ProjectMemory(
        repository: RepositoryIdentity(roots: ["a", "b"], origin: RepositoryOrigin("/x/y")),
        guards: guards(
          limits: ["key.delete": (10, 2)], rules: rules, policies: [policy(.warning)])),
    ]
    for memory in memories { #expect(ProjectMemory(text: memory.text) == memory) }
    let later = try #require(
      ProjectMemory(text: #"{"signers":["anna ssh-ed25519 x"],"roots":["a"]}"#))
    let next = later.succeeded(by: memories[1])
    #expect(next.text.hasPrefix(#"{"signers":["anna ssh-ed25519 x"],"roots":["a"],"limits":[]"#))
  }

  @Test(arguments: [
    "", "[]", #"{"roots":"a"}"#, #"{"origin":"https://u:p@h/x"}"#, #"{"origin":["h/x"]}"#,
    #"{"limits":["key.delete 10"]}"#, #"{"limits":[],"rules":["LC002 fatal"]}"#,
    #"{"limits":[],"rules":[],"policies":["ORG001 error"]}"#,
  ])
  func otherTextIsNone(_ text: String) {
    #expect(ProjectMemory(text: text) == nil)
  }

  @Test func marksThatAreMissingStay() throws {
    func memory(_ roots: [String], _ origin: String?) -> ProjectMemory {
      ProjectMemory(
        repository: RepositoryIdentity(
          roots: roots, origin: origin.flatMap { RepositoryOrigin($0) }), guards: nil)
    }
    let first = memory(["a"], "/one").succeeded(by: memory([], nil))
    #expect(first == memory(["a"], "/one"), "an apply without git forgets nothing")
    #expect(first.succeeded(by: memory(["a"], "/moved")) == memory(["a"], "/moved"))
    #expect(first.succeeded(by: memory(["b"], "/one")) == memory(["b"], "/one"))
    #expect(first.succeeded(by: memory([], "/other")) == memory([], "/other"), "another one")
  }
}
