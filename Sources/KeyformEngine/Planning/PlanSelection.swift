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
    return PlanPart(
      changes,
      keeping: try matcher(
        { glob in changes.contains { glob.matches($0.address.description) } || known.fits(glob) },
        else: "no entry of the files or the target",
        "Write addresses such as key/win11-mak or 'binding/berlin-*'."))
  }

  /// Whether an address is asked for. A pattern that does not fit ends the run.
  func matcher(
    _ fits: (Glob) -> Bool, else whole: String, _ hint: String
  ) throws -> (Address) -> Bool {
    let globs = only.map { Glob($0) }
    if let idle = globs.first(where: { !fits($0) }) {
      throw Failure(.usage, "--only '\(idle.pattern)' fits \(whole)", hint)
    }
    return { address in
      globs.isEmpty || globs.contains { $0.matches(address.description) }
    }
  }
}

/// The entries that somebody may name: those of the files and the rows of the project in the target.
package struct AddressBook: Sendable {
  package let desired: Inventory
  package let stored: Inventory

  /// Ends the run where an address is neither in the files nor in the target.
  package func check(_ addresses: [Address]) throws {
    guard let unknown = addresses.first(where: { !holds($0) }) else { return }
    let near = SpellingSuggestion.question(unknown, in: names(of: unknown.kind))
    throw Failure(
      .usage, "\(unknown) is neither in the files nor in the target\(near)",
      "Name an entry such as key/win11-ent-mak; `keyform inventory` lists those of the target.")
  }

  private func holds(_ address: Address) -> Bool {
    desired.contains(address) || stored.contains(address)
  }

  private func names(of kind: EntityKind) -> [String] {
    Set(desired.names(of: kind) + stored.names(of: kind)).sorted()
  }

  /// Whether a pattern fits any entry, be it changed or not.
  func fits(_ glob: Glob) -> Bool {
    EntityKind.allCases.contains { kind in
      names(of: kind).contains { glob.matches(Address(kind, $0).description) }
    }
  }
}
