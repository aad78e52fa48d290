internal import KeyformCore

enum OWN002UnsharedInUse: Rule {
  static let metadata = RuleMetadata(
    id: "OWN002", name: "unshared-in-use", severity: .warning,
    what: "A key stays shared with the projects that use it in the target.",
    why: "Their rows stay, but their next plans are refused.",
    fix: "Let them change to another key first, or go on sharing it.",
    source: "Keyform, file format: `sharedWith`")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    let uses = context.state.crossProjectUses
    if uses.isEmpty { return [] }
    var users: [String: [CrossProjectUse]] = [:]
    for use in uses where use.key.project == nil && !use.project.isEmpty {
      users[use.key.name, default: []].append(use)
    }
    return plan.changes.compactMap { change in
      guard case .update(.key(let old), .key(let new)) = change.step,
        let users = users[old.name]?.filter({
          old.value.isShared(with: $0.project) && !new.value.isShared(with: $0.project)
        }), let first = users.first
      else { return nil }
      let others = users.count - 1
      return Finding(
        new, at: ["sharedWith"], "\(change.address) is no longer shared with who uses it",
        """
        It is used by \(first.shown)\(others == 0 ? "" : " and \(others) more"). Nothing changes \
        there now, but that project's next plan is refused until it lets go of the key.
        """)
    }
  }
}
