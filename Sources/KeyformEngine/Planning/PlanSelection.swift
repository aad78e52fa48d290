package import KeyformCore

/// What is asked of a plan.
package struct PlanSelection: Sendable {
  /// Patterns of addresses; empty: everything.
  package let only: [String]
  /// Hazards that are allowed by name.
  package let allowed: [Hazard]

  package init(only: [String], allowed: [Hazard]) {
    self.only = only
    self.allowed = allowed
  }

  /// Everything, with no hazard allowed.
  package static let all = PlanSelection(only: [], allowed: [])

  /// The part of the changes that is asked for. A pattern that fits no entry at all is a slip; one
  /// that fits entries which do not change asks for nothing.
  func part(of changes: [Change], among known: AddressBook) throws -> PlanPart {
    if only.isEmpty { return PlanPart(changes) }
    let globs = only.map { Glob($0) }
    let idle = globs.first { glob in
      !changes.contains { glob.matches($0.address.description) } && !known.fits(glob)
    }
    if let idle {
      throw Failure(
        .usage, "--only '\(idle.pattern)' fits no entry of the files or the target",
        "Write addresses such as key/win11-mak or 'binding/berlin-*'.")
    }
    return PlanPart(changes) { address in
      globs.contains { $0.matches(address.description) }
    }
  }
}
