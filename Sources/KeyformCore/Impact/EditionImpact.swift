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

  private let after: ResolvedInventory
  private var found: [Group: EditionImpact] = [:]

  init(_ changes: [Change], _ after: ResolvedInventory) {
    self.after = after
    var cursor = EntryCursor(after.inventory.deployments)
    for change in changes {
      guard case .deployment(let entry) = change.after else { continue }
      let new = entry.value
      guard new.isConverted || change.before != nil, let index = cursor.index(of: new.name)
      else { continue }
      var old: Deployment?
      if case .deployment(let entry) = change.before { old = entry.value }
      note(old, new, index)
    }
  }

  /// By the two editions.
  var all: [EditionImpact] {
    found.values.map { impact in
      var impact = impact
      impact.machines = impact.machines.inOrder
      return impact
    }.sorted { left, right in
      (left.from, left.to, left.isEvaluation ? 1 : 0)
        < (right.from, right.to, right.isEvaluation ? 1 : 0)
    }
  }

  /// What a new deployment is converted from, and what is another than before in one that was there.
  private mutating func note(_ old: Deployment?, _ new: Deployment, _ index: Int) {
    guard let os = new.os else { return }
    let isConverted =
      new.isConverted
      && (old?.fromLicence != new.fromLicence || old?.fromEdition != new.fromEdition
        || old?.os != new.os)
    let former = isConverted ? new.fromEdition ?? old?.os : old?.os
    let isEvaluation = isConverted && new.fromLicence == .evaluation
    guard let from = former ?? (isEvaluation ? os : nil), from != os || isEvaluation else { return }
    let group = Group(from: from.text, to: os.text, isEvaluation: isEvaluation)
    let catalog = after.catalog
    found[group, default: Self.impact(from, os, isEvaluation, catalog)].machines
      .add(index, in: after)
  }

  private static func impact(
    _ from: ProductID, _ to: ProductID, _ isEvaluation: Bool, _ catalog: ReferenceCatalog
  ) -> EditionImpact {
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
