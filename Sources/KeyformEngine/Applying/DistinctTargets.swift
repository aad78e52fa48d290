internal import KeyformCore

/// Two plans of one run must not be for one database: what the first writes makes the second stale.
package enum DistinctTargets {
  package static func check(_ items: [ApplyItem]) throws {
    for (index, item) in items.enumerated() {
      guard let other = items[..<index].first(where: { isOne($0, item) }) else { continue }
      let (first, second) = (other.choice.description.shown, item.choice.description.shown)
      throw Failure(
        .usage,
        first == second
          ? "two of the plans are for \(first)" : "\(first) and \(second) are one database",
        "Nothing was written. Apply one, then plan again for what is left.")
    }
  }

  private static func isOne(_ one: ApplyItem, _ other: ApplyItem) -> Bool {
    if one.choice.identity == other.choice.identity { return true }
    guard let id = one.plan.header.targetID else { return false }
    return id == other.plan.header.targetID
  }
}
