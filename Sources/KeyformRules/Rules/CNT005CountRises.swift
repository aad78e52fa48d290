internal import KeyformCore

enum CNT005CountRises: Rule {
  static let metadata = RuleMetadata(
    id: "CNT005", name: "count-rises", severity: .warning,
    what: """
      The `remaining` count of a MAK rises above that in the target only with its `quantity`, or with \
      another value.
      """,
    why: """
      Activations are used up and never come back: a higher number was mistyped, or read from \
      another key.
      """,
    fix: "Read the count again; where Microsoft granted more, raise `quantity` in the same change.",
    source: "inference: activations of a MAK do not come back")

  static let checks: [RuleCheck] = [.plan(check)]

  /// The changes hold the newer of both counts already: an older one in the files changes nothing.
  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    plan.changes.compactMap { change in
      guard case .update(.key(let old), .key(let new)) = change.step, new.value.isMAK,
        let before = old.value.remaining?.count, let after = new.value.remaining?.count,
        after > before, isSameKey(old.value, new.value),
        !isToppedUp(old.value.quantity, new.value.quantity, by: after - before)
      else { return nil }
      let day = old.value.remaining?.asOf.map { ", read on \($0)" } ?? ""
      return Finding(
        new, at: ["remaining"],
        isMore(new.value.quantity, than: old.value.quantity)
          ? "the remaining count rises by more than was granted"
          : "the remaining count rises without a top-up",
        "The target holds \(before)\(day); the file says \(after). \(metadata.advice)")
    }
  }

  private static func isMore(_ new: Quantity?, than old: Quantity?) -> Bool {
    guard case .count(let before) = old, case .count(let after) = new else { return false }
    return after > before
  }

  /// Another value is another key, with a count of its own.
  private static func isSameKey(_ old: ProductKey, _ new: ProductKey) -> Bool {
    old.keyKind == new.keyKind && old.tail == new.tail && old.check == new.check
  }

  private static func isToppedUp(_ old: Quantity?, _ new: Quantity?, by rise: Int) -> Bool {
    switch (old, new) {
    case (_, .unlimited): true
    case (.count(let before), .count(let after)): after >= before && after - before >= rise
    // What was granted before is not known; somebody has just noted it.
    case (nil, .count), (.unlimited, .count), (.misstated, .count): true
    case (_, .misstated), (_, nil): false
    }
  }
}
