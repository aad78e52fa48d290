internal import KeyformCore

/// Two plans of one run must not be for one database: what the first writes makes the second stale.
enum ApartTargets {
  static func check(_ works: [ApplyWork]) throws {
    for (index, work) in works.enumerated() {
      guard let other = works[..<index].first(where: { isOne($0, work) }) else { continue }
      let (first, second) = (other.choice.description.shown, work.choice.description.shown)
      throw Failure(
        .usage,
        first == second
          ? "two of the plans are for \(first)" : "\(first) and \(second) are one database",
        "Nothing was written. Apply one, then plan again for what is left.")
    }
  }

  private static func isOne(_ one: ApplyWork, _ other: ApplyWork) -> Bool {
    if one.choice.identity == other.choice.identity { return true }
    guard let id = one.plan.header.targetID else { return false }
    return id == other.plan.header.targetID
  }
}
