/// Which stored rows become entries of another name, and what became of every `was:`.
package struct Renames: Sendable {
  /// By the rank of the kind.
  private var byKind = [RenamedRows](repeating: .none, count: EntityKind.allCases.count)
  /// Every `was:`, by kind and name.
  package private(set) var claims: [RenameClaim] = []

  package init(from stored: Inventory, to desired: Inventory) {
    var settlement = Settlement(renames: self, stored: stored, desired: desired)
    EntityKind.visitAll(&settlement)
    self = settlement.renames
  }

  package subscript(kind: EntityKind) -> RenamedRows { byKind[kind.rank] }

  private struct Settlement: KindVisitor {
    var renames: Renames
    let stored: Inventory
    let desired: Inventory

    mutating func visit<Value: Managed>(_ type: Value.Type) {
      let following = Value.kind == .binding ? renames.followers(desired.bindings) : [:]
      var work = RenameWork(stored[type], desired[type], following: following)
      work.settle()
      renames.claims += work.claims
      renames.byKind[Value.kind.rank] = work.rows
    }
  }

  /// The names that short-form bindings had: they consist of the names of deployment and key, and
  /// follow those without a `was:` of their own.
  private func followers(_ bindings: EntrySet<Binding>) -> [Int: String] {
    let (keys, deployments) = (self[.key], self[.deployment])
    if keys.isEmpty, deployments.isEmpty { return [:] }
    var names: [Int: String] = [:]
    for (index, entry) in bindings.entries.enumerated() where entry.was == nil {
      let binding = entry.value
      guard binding.isShortForm else { continue }
      let key = binding.key.project == nil ? keys.formerName(of: binding.key.name) : nil
      let deployment = deployments.formerName(of: binding.deployment)
      if key == nil, deployment == nil { continue }
      names[index] = Binding.shortName(
        deployment ?? binding.deployment, key ?? binding.key.name)
    }
    return names
  }
}

/// The renames of one kind.
package struct RenamedRows: Sendable {
  static let none = RenamedRows()

  /// Places of stored rows by the name that they get.
  private(set) var rows: [String: Int] = [:]
  /// The names that they had, by the same.
  private var names: [String: String] = [:]
  private(set) var moved: Set<Int> = []

  package var isEmpty: Bool { rows.isEmpty }

  /// The name that the row of an entry has now, where that is another.
  package func formerName(of name: String) -> String? { names[name] }

  mutating func add(row: Int, from former: String, to name: String) {
    rows[name] = row
    names[name] = former
    moved.insert(row)
  }
}

/// What became of one `was:`.
package struct RenameClaim: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// The row gets the new name.
    case renames
    /// The target holds neither the old name nor the new one.
    case findsNothing
    /// The row has its new name already.
    case isDone
    /// The target holds both names, and the row of the new one is not renamed away: it stays where
    /// it is.
    case isOccupied
  }

  package let address: Address
  package let origin: EntryOrigin
  package let was: String
  package let outcome: Outcome

  package var formerAddress: Address { Address(address.kind, was) }
}

extension Binding {
  /// The name that the short form inside a deployment gives.
  package static func shortName(_ deployment: String, _ key: String) -> String {
    "\(deployment).\(key)"
  }

  /// Whether the name is that of the short form.
  package var isShortForm: Bool { name == Self.shortName(deployment, key.name) }
}
