import KeyformCore
import KeyformRules
import Testing

/// Counts that rise from the target to the files.
@Suite struct CountFindingTests {
  private static let day = CalendarDate(days: 20_778)

  private static func key(
    _ count: Int?, of quantity: Quantity?, kind: KeyKind = .mak, check: String = "123"
  ) -> ProductKey {
    var key = ProductKey(name: "key")
    key.keyKind = kind
    key.quantity = quantity
    key.tail = KeyTail("2BCDF")
    key.check = KeyCheck(check)
    key.remaining = count.map { Observation(count: $0, asOf: day) }
    return key
  }

  private func found(
    _ old: ProductKey, _ new: ProductKey, _ settings: RuleSettings = RuleSettings()
  ) -> [LintResult] {
    let change = Change(
      .update(from: .key(Entry(old, origin: .none)), to: .key(Entry(new, origin: .none))))
    return RuleOnPlan(rule: "CNT005", settings: settings).found(in: [change])
  }

  /// Count and quantity before, the same afterwards: whether it is told.
  @Test(
    arguments: [
      (10, 500, 11, 500, true), (10, 500, 10, 500, false), (10, 500, 9, 500, false),
      // A top-up by as much explains the rise, one less does not.
      (10, 500, 260, 750, false), (10, 500, 261, 750, true), (10, 500, 11, 400, true),
      (10, nil, 11, 500, false), (10, 500, 11, nil, true), (10, nil, 11, nil, true),
      (nil, 500, 11, 500, false), (10, 500, nil, 500, false),
    ] as [(Int?, Int?, Int?, Int?, Bool)])
  func risesAreTold(_ before: Int?, _ granted: Int?, _ after: Int?, _ now: Int?, _ isTold: Bool) {
    let old = Self.key(before, of: granted.map { .count($0) })
    let new = Self.key(after, of: now.map { .count($0) })
    let results = found(old, new)
    #expect(results.count == (isTold ? 1 : 0))
    #expect(results.allSatisfy { $0.severity == .warning && $0.finding.address?.name == "key" })
    let off = RuleSettings(byRule: ["CNT005": .init(level: .off)])
    #expect(found(old, new, off).isEmpty)
  }

  @Test func whatWasGrantedIsMentioned() {
    let more = found(Self.key(60, of: .count(100)), Self.key(999, of: .count(1_000)))
    #expect(more.map(\.finding.summary) == ["the remaining count rises by more than was granted"])
    let none = found(Self.key(60, of: .count(100)), Self.key(61, of: .count(100)))
    #expect(none.map(\.finding.summary) == ["the remaining count rises without a top-up"])
  }

  @Test func anotherValueHasACountOfItsOwn() {
    let old = Self.key(10, of: .count(500))
    #expect(found(old, Self.key(400, of: .count(500), check: "124")).isEmpty)
    #expect(found(old, Self.key(400, of: .unlimited)).isEmpty)
  }

  @Test func keysWithoutACountAreLeftAlone() {
    let old = Self.key(10, of: nil, kind: .csvlk)
    #expect(found(old, Self.key(11, of: nil, kind: .csvlk)).isEmpty)
  }
}
