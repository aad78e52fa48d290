import KeyformCore
import Testing

/// `limits: {key.delete: {share: 25, above: 5}}`: both have to be exceeded.
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
    let subject = try #require(SafetyLimits.Subject("key.delete"))
    let limits = SafetyLimits(budgets: [subject: .init(share: share, above: above)])
    let blockers = limits.exceeded(by: changes, in: stored)
    #expect(blockers.count == (exceeded ? 1 : 0))
    for blocker in blockers {
      #expect(blocker.cause == .limit)
      #expect(blocker.text.hasPrefix("limit key.delete: \(deletes) of \(rows) rows"))
    }
  }

  @Test func eachKindAndActionCountsForItself() throws {
    let deployment = Entry(stored: Deployment(name: "d"))
    let stored = Inventory(deployments: EntrySet([deployment]))
    let changes = [
      Change(.delete(.deployment(deployment))),
      Change(.create(.key(Entry(stored: ProductKey(name: "k"))))),
    ]
    for (text, count) in [("key.delete", 0), ("deployment.update", 0), ("deployment.delete", 1)] {
      let subject = try #require(SafetyLimits.Subject(text))
      #expect(subject.text == text)
      let limits = SafetyLimits(budgets: [subject: .init(share: 0, above: 0)])
      #expect(limits.exceeded(by: changes, in: stored).count == count)
    }
    #expect(SafetyLimits().exceeded(by: changes, in: stored).isEmpty)
  }

  @Test(arguments: ["", "key", "key.", "key.create", "keys.delete", "key.delete.all", ".delete"])
  func otherSubjectsAreNone(_ text: String) {
    #expect(SafetyLimits.Subject(text) == nil)
  }
}
