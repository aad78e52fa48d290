/// What a change puts at risk, the worst first: the order in which reports show changes.
package enum ChangeRisk: Int, Sendable, Comparable, CaseIterable {
  /// An error concerns it, or it has a hazard, allowed or not.
  case blockedOrHazard
  /// A row goes, or is let go of.
  case loss
  /// A binding takes a use from a deployment, or hands it another key; a key is active no more.
  case unbinding
  /// The key has fewer activations left than its bindings ask for.
  case drying
  case update
  case creation

  package static func < (left: ChangeRisk, right: ChangeRisk) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension Change {
  /// `changes` with the worst first, and by address where the risk is alike. `changes` come by
  /// address, as those of a plan do.
  ///
  /// `diagnostics` and `impact` are what was found of the same changes: an error puts first what it
  /// is filed on and what refers to that. `endangered` have a hazard that comes of more than the change
  /// itself, such as that it takes something back.
  package static func inRiskOrder(
    _ changes: [Change], _ diagnostics: [Diagnostic], _ impact: Impact,
    endangered: Set<Address> = []
  ) -> [Change] {
    let judge = RiskJudge(changes, diagnostics, impact, endangered)
    var byRisk = [[Change]](repeating: [], count: ChangeRisk.allCases.count)
    for change in changes { byRisk[judge.risk(of: change).rawValue].append(change) }
    return Array(byRisk.joined())
  }
}

/// Says how dangerous a change is among the others of its plan.
private struct RiskJudge {
  private let renamed: RenamedNames
  private let endangered: Set<Address>
  /// Entries that an error is filed on.
  private let wrong: Set<Address>
  /// Keys that lack activations afterwards, and the bindings that ask for them.
  private let drying: Set<Address>

  init(
    _ changes: [Change], _ diagnostics: [Diagnostic], _ impact: Impact,
    _ endangered: Set<Address>
  ) {
    renamed = RenamedNames(changes)
    self.endangered = endangered
    wrong = Set(diagnostics.lazy.filter { $0.severity == .error }.compactMap(\.address))
    var drying = Set<Address>()
    for key in impact.keys where key.shortage > 0 {
      if key.key.project == nil { drying.insert(Address(.key, key.key.name)) }
      for name in key.bindings { drying.insert(Address(.binding, name)) }
    }
    self.drying = drying
  }

  func risk(of change: Change) -> ChangeRisk {
    if !change.hazards(beside: renamed).isEmpty || isBlocked(change)
      || !endangered.isEmpty && endangered.contains(change.address)
    {
      return .blockedOrHazard
    }
    switch change.step {
    case .delete, .release: return .loss
    case .update(let from, let to) where unbinds(from, to): return .unbinding
    // To adopt is a hazard.
    case .create, .update, .adopt: break
    }
    if !drying.isEmpty, drying.contains(change.address) { return .drying }
    return change.action == .create ? .creation : .update
  }

  private func isBlocked(_ change: Change) -> Bool {
    switch change.step {
    case .delete, .release:
      if change.before?.annotations.isProtected == true { return true }
    case .create, .update, .adopt: break
    }
    if wrong.isEmpty { return false }
    return wrong.contains(change.address)
      || change.after?.references.contains(where: wrong.contains) ?? false
  }

  private func unbinds(_ from: Entity, _ to: Entity) -> Bool {
    switch (from, to) {
    case (.key(let from), .key(let to)):
      from.value.state == .active && to.value.state != .active
    case (.binding(let from), .binding(let to)):
      !from.value.use.isSubset(of: to.value.use) || !renamed.isBoundAlike(from.value, to.value)
    default: false
    }
  }
}
