import KeyformCore
import Testing

/// A waiver takes the changes that it names out of the count of one limit, up to its day.
@Suite struct WaiverTests {
  private let today = CalendarDate(days: 20_000)

  /// 20 keys, of which the first `count` go.
  private func deletes(_ count: Int) -> (changes: [Change], stored: Inventory) {
    let entries = (0..<20).map { Entry(stored: ProductKey(name: "old-\($0 + 10)")) }
    return (
      entries.prefix(count).map { Change(.delete(.key($0))) },
      Inventory(keys: EntrySet(entries))
    )
  }

  private func waiver(
    _ addresses: String..., limit: String = "key.delete", until days: Int32 = 20_000
  ) throws -> Waiver {
    Waiver(
      name: "site-closes", limit: try #require(LimitSubject(limit)),
      addresses: addresses.map { Glob($0) }, until: CalendarDate(days: days), reason: "closed",
      origin: .none)
  }

  private func judge(_ count: Int, _ waivers: Waiver...) -> LimitJudgement {
    let (changes, stored) = deletes(count)
    return SafetyLimits().judge(changes, in: stored, waivers: waivers, today: today)
  }

  @Test func namedChangesAreNotCounted() throws {
    #expect(judge(10).blockers.count == 1)
    let judgement = judge(10, try waiver("key/old-1*"))
    #expect(judgement.blockers.isEmpty)
    #expect(judgement.waived.map(\.count) == [10])
    #expect(judgement.waived.map(\.waiver) == ["site-closes"])
  }

  /// Of ten deletes four are named: six of twenty are left, which is too much.
  @Test func theOthersCount() throws {
    let judgement = judge(10, try waiver("key/old-10", "key/old-1[123]"))
    #expect(judgement.waived.map(\.count) == [4])
    #expect(judgement.blockers.map { $0.text.contains("6 of 20 rows") } == [true])
    #expect(judge(9, try waiver("key/old-10", "key/old-1[123]")).blockers.isEmpty)
  }

  @Test func itHoldsUpToItsDay() throws {
    #expect(judge(10, try waiver("key/*", until: 20_000)).blockers.isEmpty)
    let expired = judge(10, try waiver("key/*", until: 19_999))
    #expect(expired.blockers.count == 1)
    #expect(expired.waived.isEmpty)
  }

  @Test func otherLimitsAndOtherAddressesAreNotItsMatter() throws {
    for waiver in [try waiver("key/*", limit: "key.rotate"), try waiver("key/new-*")] {
      let judgement = judge(10, waiver)
      #expect(judgement.blockers.count == 1)
      #expect(judgement.waived.isEmpty)
    }
  }

  /// Two that name the same change both say so; it is left out once.
  @Test func twoWaiversOfOneChange() throws {
    let judgement = judge(10, try waiver("key/*"), try waiver("key/old-1*"))
    #expect(judgement.waived.map(\.count) == [10, 10])
    #expect(judgement.blockers.isEmpty)
  }
}
