extension Blocker {
  /// References across owners that the plan would break: another project or nobody refers to a row
  /// that goes, or a row that is let go of needs one that stays or is deleted.
  package static func references(in changes: [Change], of stored: StoredInventory) -> [Blocker] {
    let missing = missingKeys(changes, stored.neighbours)
    let moves = changes.filter { $0.leavesItsPlace }
    if moves.isEmpty { return missing }
    let check = ForeignReferences(moves, stored)
    return missing
      + moves.flatMap { change in
        check.problems(of: change).map { Blocker(cause: .reference, text: $0) }
      }
  }

  /// Keys of other projects that a row shall refer to, and that the target does not have, or not
  /// for this project: `imports` may tell of a commit that nobody has applied there yet.
  private static func missingKeys(_ changes: [Change], _ neighbours: OtherProjects) -> [Blocker] {
    changes.flatMap { change in
      (change.after?.keyReferences ?? []).compactMap { key in
        // Unmanaged keys have no project to share them.
        guard let project = key.project, !project.isEmpty,
          neighbours.keys[project]?[key.name] == nil
        else { return nil }
        return Blocker(
          cause: .reference,
          text: """
            \(change.address) refers to \(key), which the target does not have, or not shared with \
            this project; apply project \(project) there first
            """)
      }
    }
  }
}

/// Who refers to the rows that leave their places, and what those refer to themselves.
private struct ForeignReferences {
  private let unmanaged: Inventory
  private let uses: [KeyReference: [CrossProjectUse]]
  private let adopted: Set<Address>
  private let released: Set<Address>
  /// Our keys that are deleted or get another name.
  private let lost: Set<String>

  init(_ moves: [Change], _ stored: StoredInventory) {
    unmanaged = stored.unmanaged
    var uses: [KeyReference: [CrossProjectUse]] = [:]
    for use in stored.neighbours.uses { uses[use.key, default: []].append(use) }
    var adopted = Set<Address>()
    var released = Set<Address>()
    var lost = Set<String>()
    for change in moves {
      switch change.step {
      case .adopt: adopted.insert(change.address)
      case .release: released.insert(change.address)
      case .delete, .update:
        if change.address.kind == .key { lost.insert(change.formerName ?? change.address.name) }
      case .create: break
      }
    }
    self.uses = uses
    self.adopted = adopted
    self.released = released
    self.lost = lost
  }

  func problems(of change: Change) -> [String] {
    switch change.step {
    case .create: []
    case .update, .delete: users(of: change, KeyReference(name: change.before?.name ?? ""))
    case .adopt(let row, _):
      users(of: change, KeyReference(project: "", name: row.address.name))
        + (row.address.kind == .deployment ? unmanagedBindings(of: change) : [])
    case .release(let row):
      users(of: change, KeyReference(name: row.address.name)) + needs(of: row)
    }
  }

  /// Rows of others that refer to the key, those left out that move with it.
  private func users(of change: Change, _ key: KeyReference) -> [String] {
    guard change.address.kind == .key, let users = uses[key] else { return [] }
    return users.sorted().filter { use in
      !(use.project.isEmpty && adopted.contains(use.address))
    }.map { use in
      """
      \(change.address) is referred to by \(use.shown), and would be \(change.consequence): \
      that has to let go of it first
      """
    }
  }

  private func unmanagedBindings(of change: Change) -> [String] {
    unmanaged.bindings.entries.filter {
      $0.value.deployment == change.address.name && !adopted.contains($0.value.address)
    }.map { entry in
      """
      \(change.address) is referred to by unmanaged \(entry.value.address), and would \
      be \(change.consequence): take that over with it, with an entry of that name
      """
    }
  }

  /// What keeps a row from being released.
  private func needs(of row: Entity) -> [String] {
    var problems: [String] = []
    let address = row.address
    if unmanaged.contains(address) {
      problems.append(
        """
        \(address) would be released, and there is an unmanaged row of that name: take that over \
        or remove it first
        """)
    }
    if case .binding(let entry) = row {
      let deployment = Address(.deployment, entry.value.deployment)
      if !released.contains(deployment) {
        problems.append(
          """
          \(address) would be released, and its \(deployment) would not: release both, or neither
          """)
      }
    }
    for key in row.keyReferences where key.project == nil && lost.contains(key.name) {
      problems.append(
        """
        \(address) would be released, and refers to key/\(key.name), which goes: release that too, \
        or delete both
        """)
    }
    return problems
  }
}
