internal import KeyformCore

enum WAS004Missing: Rule {
  static let metadata = RuleMetadata(
    id: "WAS004", name: "was-missing", severity: .info,
    what: "A key that gets another name says what it was called.",
    why: "Else the old row is deleted with its history, and a new one with the same value made.",
    fix: "Write `was: OLD-NAME` in the new entry.",
    source: "Keyform, file format: `was`")

  static let checks: [RuleCheck] = [.plan(check)]

  /// A key that goes and one that comes with the same tail and check value.
  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    var gone: [KeyIdentity: Address] = [:]
    for change in plan.changes {
      guard case .delete(.key(let entry)) = change.step, let identity = entry.value.identity,
        gone[identity] == nil
      else { continue }
      gone[identity] = entry.value.address
    }
    if gone.isEmpty { return [] }
    return plan.changes.compactMap { change in
      guard case .create(.key(let entry)) = change.step, entry.was == nil,
        let identity = entry.value.identity, let old = gone[identity]
      else { return nil }
      return Finding(
        entry, "\(change.address) has the value of \(old), which the plan deletes",
        """
        If it is the same key under another name, write `was: \(old.name)` in it: the row is \
        renamed, its bindings follow, and the journal keeps its story.
        """, severity: .info)
    }
  }
}
