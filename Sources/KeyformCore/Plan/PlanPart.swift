/// A part of a plan's changes, chosen by address (`--only`).
package struct PlanPart: Sendable {
  package let changes: [Change]
  package var leftOut: [LeftOut]
  /// Changes of the part that cannot be made without one that is left out.
  package let blockers: [Blocker]

  /// The whole plan, or a part that can stand without what is left out.
  package init(_ changes: [Change], leftOut: [LeftOut] = []) {
    self.changes = changes
    self.leftOut = leftOut
    blockers = []
  }

  package init(_ changes: [Change], keeping isKept: (Address) -> Bool) {
    var kept: [Change] = []
    var others: [Change] = []
    for change in changes {
      if isKept(change.address) { kept.append(change) } else { others.append(change) }
    }
    self.changes = kept
    leftOut = others.map { LeftOut(action: $0.action, address: $0.address) }
    blockers = Self.blockers(kept, without: others)
  }

  private static func blockers(_ kept: [Change], without others: [Change]) -> [Blocker] {
    let missing = Set(others.compactMap(\.appears))
    let held = Set(others.compactMap(\.disappears))
    var referring: [Address: Address] = [:]
    for change in others {
      for address in change.before?.references ?? [] { referring[address] = change.address }
    }
    var blockers: [Blocker] = []
    for change in kept {
      for address in change.after?.references ?? [] where missing.contains(address) {
        blockers.append(blocker(change.address, "refers to \(address)", address))
      }
      if let name = change.appears, held.contains(name) {
        blockers.append(blocker(change.address, "takes a name that another row holds", name))
      }
      if let gone = change.disappears, let other = referring[gone] {
        blockers.append(blocker(change.address, "is referred to by \(other)", other))
      }
    }
    return blockers
  }

  private static func blocker(_ kept: Address, _ why: String, _ missing: Address) -> Blocker {
    Blocker(
      cause: .reference,
      text: "\(kept) \(why), whose change is left out; add --only '\(missing)'")
  }
}

extension Change {
  /// The address under which the project has a row only after this change.
  fileprivate var appears: Address? {
    switch step {
    case .create, .adopt: address
    case .update: formerName == nil ? nil : address
    case .release, .delete: nil
    }
  }

  /// The address under which the project has no row any more after this change.
  fileprivate var disappears: Address? {
    switch step {
    case .create, .adopt: nil
    case .update: formerName.map { Address(address.kind, $0) }
    case .release, .delete: address
    }
  }
}

/// A change that was planned and is no part of the plan.
package struct LeftOut: Hashable, Sendable {
  package let action: Action
  package let address: Address

  package init(action: Action, address: Address) {
    self.action = action
    self.address = address
  }
}
