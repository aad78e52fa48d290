/// Machines that shall have another edition or product than they have.
package struct EditionImpact: Hashable, Sendable {
  package enum Consequence: String, Hashable, Sendable, CaseIterable {
    /// The key changes the edition while the machine runs.
    case none
    case restart
    /// The catalogue knows no change by key.
    case reinstall
  }

  /// Ids of products.
  package let from: String
  package let to: String
  /// Whether an evaluation becomes licensed: by DISM, not by a key alone (rule KIND008).
  package let isEvaluation: Bool
  package let consequence: Consequence
  /// Only by hand at the machine.
  package let isByHand: Bool
  /// The build that machines must have before.
  package let minimumBuild: String?
  package var machines: ConcernedMachines

  package init(
    from: String, to: String, isEvaluation: Bool, consequence: Consequence, isByHand: Bool,
    minimumBuild: String?, machines: ConcernedMachines
  ) {
    self.from = from
    self.to = to
    self.isEvaluation = isEvaluation
    self.consequence = consequence
    self.isByHand = isByHand
    self.minimumBuild = minimumBuild
    self.machines = machines
  }
}

/// Finds the machines that shall have another edition, and what that takes.
struct EditionImpacts {
  private struct Group: Hashable {
    let from: String
    let to: String
    let isEvaluation: Bool
  }

  private let rows: ImpactRows
  private let before: ResolvedInventory
  private let after: ResolvedInventory
  private var found: [Group: EditionImpact] = [:]

  init(
    _ rows: ImpactRows, _ changes: [Change], before: ResolvedInventory, after: ResolvedInventory
  ) {
    self.rows = rows
    self.before = before
    self.after = after
    look(changes)
  }

  /// By the two editions.
  var all: [EditionImpact] {
    found.values.map { impact in
      var impact = impact
      impact.machines = impact.machines.inOrder
      return impact
    }.sorted { left, right in
      if left.from != right.from || left.to != right.to {
        return (left.from, left.to) < (right.from, right.to)
      }
      return !left.isEvaluation && right.isEvaluation
    }
  }

  private mutating func look(_ changes: [Change]) {
    var cursor = EntryCursor(after.inventory.deployments)
    for change in changes {
      guard case .deployment(let entry) = change.after else { continue }
      let new = entry.value
      guard new.from != nil || change.before != nil,
        let index = cursor.index(of: new.name)
      else { continue }
      var old: Deployment?
      if case .deployment(let entry) = change.before { old = entry.value }
      note(old, new, index)
    }
  }

  /// What a new deployment is converted from, and what is another than before in one that was there.
  private mutating func note(_ old: Deployment?, _ new: Deployment, _ index: Int) {
    guard let os = new.os else { return }
    let isConverted = new.from != nil && (old == nil || old?.from != new.from || old?.os != new.os)
    let former = isConverted ? new.from?.edition ?? old?.os : old?.os
    let isEvaluation = isConverted && new.from?.licence == .evaluation
    guard let from = former ?? (isEvaluation ? os : nil), from != os || isEvaluation else { return }
    let group = Group(from: from.text, to: os.text, isEvaluation: isEvaluation)
    var impact = found[group] ?? impact(from, os, isEvaluation)
    found[group] = nil
    impact.machines.add(new.machines)
    impact.machines.deployments.append(new.name)
    for binding in after.bindingsOfDeployment[index] {
      impact.machines.bindings.append(after.binding(binding).name)
    }
    found[group] = impact
  }

  private func impact(
    _ from: ProductID, _ to: ProductID, _ isEvaluation: Bool
  ) -> EditionImpact {
    let catalog = after.catalog
    let change = catalog.editionChange(from: from, to: to)
    let consequence: EditionImpact.Consequence
    if isEvaluation {
      consequence = from.product == to.product ? .restart : .reinstall
    } else if let change {
      consequence = change.needsRestart ? .restart : .none
    } else {
      consequence = .reinstall
    }
    return EditionImpact(
      from: from.text, to: to.text, isEvaluation: isEvaluation, consequence: consequence,
      isByHand: change?.isByHand ?? false, minimumBuild: change?.minimumBuild,
      machines: ConcernedMachines())
  }
}
