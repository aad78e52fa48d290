package import KeyformCore

/// What a plan has to say of counts, which mean something only beside those that a target holds.
package enum CountFindings {
  /// Keys whose remaining count rises though nothing was granted.
  ///
  /// The changes hold the newer of both counts already: an older one in the files changes nothing.
  package static func rising(_ changes: [Change], _ settings: RuleSettings) -> [PlanFinding] {
    changes.compactMap { change in
      guard case .update(.key(let old), .key(let new)) = change.step,
        USE001MAKActivationOnly.concerns(new.value),
        let before = old.value.remaining?.count, let after = new.value.remaining?.count,
        after > before, isSameKey(old.value, new.value),
        !isToppedUp(old.value.quantity, new.value.quantity, by: after - before)
      else { return nil }
      let day = old.value.remaining?.asOf.map { ", read on \($0)" } ?? ""
      return PlanFinding(
        PlanRules.countRises, settings, change.address, new.origin, field: ["remaining"],
        isMore(new.value.quantity, than: old.value.quantity)
          ? "the remaining count rises by more than was granted"
          : "the remaining count rises without a top-up",
        """
        The target holds \(before)\(day); the file says \(after). \(PlanRules.countRises.why) \
        \(PlanRules.countRises.fix)
        """)
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
