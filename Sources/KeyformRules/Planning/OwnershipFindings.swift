package import KeyformCore

/// What a plan has to say of `release` and of keys that others use.
package enum OwnershipFindings {
  /// Patterns of `release` that fit no row of the target, by their place in the list.
  package static func idleReleases(
    _ patterns: [Glob], in stored: Inventory, _ settings: RuleSettings
  ) -> [(index: Int, finding: PlanFinding)] {
    if patterns.isEmpty { return [] }
    let addresses = stored.addresses.map(\.description)
    return patterns.enumerated().compactMap { index, pattern in
      if addresses.contains(where: pattern.matches) { return nil }
      return PlanFinding(
        PlanRules.releaseIdle, settings, nil, .none,
        "`release` names `\(pattern.pattern)`, which is no row of the target",
        """
        What it named is released already, or was never there: remove the pattern once every \
        target of the repository has been applied to.
        """
      ).map { (index, $0) }
    }
  }

  /// Rows of nobody that were passed over.
  package static func unreadable(
    _ rows: [UnreadableRow], _ settings: RuleSettings
  ) -> [PlanFinding] {
    rows.compactMap { row in
      PlanFinding(
        PlanRules.unreadableRow, settings, nil, .none, "\(row.shown) cannot be read",
        "\(row.problem). The row belongs to nobody and is left out. \(PlanRules.unreadableRow.fix)")
    }
  }

  /// Public keys whose row holds another value than the catalogue of the last apply gave it.
  package static func overwritten(
    _ changes: [Change], _ settings: RuleSettings
  ) -> [PlanFinding] {
    changes.compactMap { change in
      guard case .update(.key(let old), .key(let new)) = change.step, !change.isFromCatalog,
        let value = old.value.publicValue, value != new.value.publicValue,
        new.flaws?.valueIsWritten != true, old.value.keyKind == new.value.keyKind,
        old.value.products == new.value.products
      else { return nil }
      return PlanFinding(
        PlanRules.overwritten, settings, change.address, new.origin,
        "\(change.address) was changed by hand in the target",
        """
        Its row holds \(KeyIdentity(of: value)), which the catalogue did not give it. \
        \(PlanRules.overwritten.fix)
        """)
    }
  }

  /// Keys that the plan takes from projects that use them.
  package static func unshared(
    _ changes: [Change], used uses: [ForeignUse], _ settings: RuleSettings
  ) -> [PlanFinding] {
    if uses.isEmpty { return [] }
    var users: [String: [ForeignUse]] = [:]
    for use in uses where use.key.project == nil && !use.project.isEmpty {
      users[use.key.name, default: []].append(use)
    }
    return changes.compactMap { change in
      guard case .update(.key(let old), .key(let new)) = change.step,
        let users = users[old.name]?.filter({
          old.value.isShared(with: $0.project) && !new.value.isShared(with: $0.project)
        }), let first = users.first
      else { return nil }
      let others = users.count - 1
      return PlanFinding(
        PlanRules.unsharedInUse, settings, change.address, new.origin, field: ["sharedWith"],
        "\(change.address) is no longer shared with who uses it",
        """
        It is used by \(first.shown)\(others == 0 ? "" : " and \(others) more"). Nothing changes \
        there now, but that project's next plan is refused until it lets go of the key.
        """)
    }
  }
}

extension Inventory {
  fileprivate var addresses: [Address] {
    keys.entries.map(\.value.address) + deployments.entries.map(\.value.address)
      + bindings.entries.map(\.value.address) + hosts.entries.map(\.value.address)
      + directories.entries.map(\.value.address)
  }
}
