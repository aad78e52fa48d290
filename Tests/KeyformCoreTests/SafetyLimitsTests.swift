import KeyformCore
import Testing

/// A budget is a share and a count: both have to be exceeded.
@Suite struct SafetyLimitsTests {
  @Test(arguments: [
    // rows, deletes, share, above, exceeded
    (9, 3, 25, 2, true), (10, 3, 25, 2, true), (11, 3, 25, 2, true), (12, 3, 25, 2, false),
    (9, 3, 25, 3, false), (10, 5, 25, 5, false), (10, 6, 25, 5, true), (100, 25, 25, 5, false),
    (100, 26, 25, 5, true), (10, 1, 10, 0, false), (9, 1, 10, 0, true), (11, 1, 10, 0, false),
    (3, 1, 33, 0, true), (3, 1, 34, 0, false), (5, 5, 100, 0, false), (5, 1, 0, 0, true),
    (5, 0, 0, 0, false),
  ])
  func budgetsAreExact(_ rows: Int, _ deletes: Int, _ share: Int, _ above: Int, _ exceeded: Bool)
    throws
  {
    let entries = (0..<rows).map { Entry(stored: ProductKey(name: "k\($0 + 100)")) }
    let stored = Inventory(keys: EntrySet(entries))
    let changes = entries.prefix(deletes).map { Change(.delete(.key($0))) }
    let subject = try #require(LimitSubject("key.delete"))
    let limits = SafetyLimits(budgets: [subject: .init(share: share, above: above)])
    let blockers = limits.judge(changes, in: stored, today: today).blockers
    #expect(blockers.count == (exceeded ? 1 : 0))
    for blocker in blockers {
      #expect(blocker.cause == .limit)
      #expect(blocker.text.hasPrefix("limit key.delete: \(deletes) of \(rows) rows"))
    }
  }

  private let today = CalendarDate(days: 20_000)

  /// What holds where keyform.yaml says nothing: more than 25 % refused when that is more than 5.
  @Test(
    arguments: [
      // rows, deletes, exceeded
      (6, 5, false), (6, 6, true), (5, 5, false), (20, 5, false), (24, 6, false), (23, 6, true),
      (10_000, 2_500, false), (10_000, 2_501, true), (0, 0, false),
    ] as [(Int, Int, Bool)])
  func standardBudgetsAreExact(_ rows: Int, _ deletes: Int, _ exceeded: Bool) {
    let entries = (0..<rows).map { Entry(stored: Deployment(name: "d\($0 + 10_000)")) }
    let changes = entries.prefix(deletes).map { Change(.delete(.deployment($0))) }
    let stored = Inventory(deployments: EntrySet(entries))
    let blockers = SafetyLimits().judge(changes, in: stored, today: today).blockers
    #expect(blockers.count == (exceeded ? 1 : 0))
  }

  /// With no row of the kind there is nothing to be a share of: a project that begins takes over what
  /// it names, as many as keyform.yaml says if it says so. One that has rows is held to the share.
  @Test func takingOverIntoNothing() throws {
    let rows = (0..<6).map { Entity.host(Entry(stored: KMSHost(name: "h\($0)"))) }
    let changes = rows.map { Change(.adopt(from: $0, to: $0)) }
    func blockers(
      _ count: Int, _ limits: SafetyLimits = SafetyLimits(), in stored: Inventory = .empty
    ) -> [String] {
      limits.judge(Array(changes.prefix(count)), in: stored, today: today).blockers.map {
        String($0.text.prefix { $0 != ";" })
      }
    }
    #expect(blockers(6) == [])
    let subject = try #require(LimitSubject("host.adopt"))
    let stated = SafetyLimits(budgets: [subject: .init(share: 100, above: 4)])
    #expect(blockers(4, stated) == [])
    #expect(blockers(5, stated) == ["limit host.adopt: 5 rows, more than 4"])
    let one = Inventory(hosts: EntrySet([Entry(stored: KMSHost(name: "own"))]))
    #expect(
      blockers(6, in: one) == ["limit host.adopt: 6 of 1 rows, more than 25 % and more than 5"])
  }

  /// Updates have no budget unless keyform.yaml gives one; rotations and unbindings do.
  @Test func updatesRotationsAndUnbindings() throws {
    var secret = ProductKey(name: "k")
    secret.keyKind = .mak
    secret.tail = KeyTail("2YT43")
    secret.check = KeyCheck("9f3")
    var rotated = secret
    rotated.check = KeyCheck("9f4")
    var retitled = secret
    retitled.annotations.title = "other"
    var binding = Binding(name: "b")
    binding.use = [.installation, .activation]
    var unbound = binding
    unbound.use = [.installation]
    var installing = binding
    installing.use = [.installation]
    let limits = SafetyLimits()
    func subjects(_ change: Change) -> [String] {
      let changes = Array(repeating: change, count: 6)
      let blockers = limits.judge(changes, in: .empty, today: today).blockers
      return blockers.compactMap { $0.text.split(separator: ":").first.map(String.init) }
    }
    func key(_ value: ProductKey) -> Entity { .key(Entry(stored: value)) }
    func bound(_ value: Binding) -> Entity { .binding(Entry(stored: value)) }
    #expect(subjects(Change(.update(from: key(secret), to: key(retitled)))) == [])
    #expect(
      subjects(Change(.update(from: key(secret), to: key(rotated)))) == ["limit key.rotate"])
    #expect(
      subjects(Change(.update(from: key(secret), to: key(rotated)), isFromCatalog: true)) == [])
    #expect(
      subjects(Change(.update(from: bound(binding), to: bound(unbound))))
        == ["limit binding.unbind"])
    #expect(
      subjects(Change(.delete(bound(binding)))) == ["limit binding.delete", "limit binding.unbind"])
    #expect(subjects(Change(.delete(bound(installing)))) == ["limit binding.delete"])
    #expect(subjects(Change(.create(bound(binding)))) == [])
    #expect(subjects(Change(.release(bound(binding)))) == [])
  }

  @Test func eachKindAndActionCountsForItself() throws {
    let deployment = Entry(stored: Deployment(name: "d"))
    let stored = Inventory(deployments: EntrySet([deployment]))
    let changes = [
      Change(.delete(.deployment(deployment))),
      Change(.create(.key(Entry(stored: ProductKey(name: "k"))))),
    ]
    for (text, count) in [("key.delete", 0), ("deployment.update", 0), ("deployment.delete", 1)] {
      let subject = try #require(LimitSubject(text))
      #expect(subject.text == text)
      let limits = SafetyLimits(budgets: [subject: .init(share: 0, above: 0)])
      #expect(limits.judge(changes, in: stored, today: today).blockers.count == count)
    }
    #expect(SafetyLimits().judge(changes, in: stored, today: today) == LimitJudgement())
  }

  @Test func subjectsAreThese() {
    let kinds = EntityKind.allCases.map(\.rawValue)
    let expected = kinds.flatMap { ["\($0).update", "\($0).delete", "\($0).adopt"] }
    #expect(
      Set(LimitSubject.all.map(\.text)) == Set(expected + ["key.rotate", "binding.unbind"]))
    for subject in LimitSubject.all { #expect(LimitSubject(subject.text) == subject) }
  }

  @Test(arguments: [
    "", "key", "key.", "key.create", "keys.delete", "key.delete.all", ".delete", "host.rotate",
    "key.unbind", "key.release",
  ])
  func otherSubjectsAreNone(_ text: String) {
    #expect(LimitSubject(text) == nil)
  }
}
