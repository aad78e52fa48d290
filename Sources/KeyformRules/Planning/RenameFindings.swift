package import KeyformCore

/// What became of each `was:`, and which ones are likely missing.
package enum RenameFindings {
  package static func all(
    _ claims: [RenameClaim], _ changes: [Change], _ settings: RuleSettings
  ) -> [PlanFinding] {
    claims.compactMap { finding($0, settings) } + likelyRenames(changes, settings)
  }

  private static func finding(_ claim: RenameClaim, _ settings: RuleSettings) -> PlanFinding? {
    let old = Address(claim.address.kind, claim.was)
    let metadata: RuleMetadata
    let summary: String
    let detail: String
    switch claim.outcome {
    case .renames: return nil
    case .findsNothing:
      metadata = PlanRules.findsNothing
      summary = "`was: \(claim.was)` matches nothing in the target"
      detail = """
        The target holds neither \(old) nor \(claim.address): the entry is created. Correct the \
        name, or remove the `was:`.
        """
    case .isDone:
      metadata = PlanRules.isDone
      summary = "`was: \(claim.was)` is done"
      detail = """
        The row is called \(claim.address) already. Remove the `was:` once every target has been \
        applied to.
        """
    case .isOccupied:
      metadata = PlanRules.isOccupied
      summary = "`was: \(claim.was)` renames nothing: another row is in the way"
      detail = """
        \(claim.address) and \(old) do not both move: each name keeps the row that it has. Apply \
        the removal of the one that is in the way first, then the rename.
        """
    }
    return PlanFinding(
      metadata, settings, claim.address, claim.origin, field: ["was"], summary, detail)
  }

  /// A key that goes and one that comes with the same tail and check value.
  private static func likelyRenames(
    _ changes: [Change], _ settings: RuleSettings
  ) -> [PlanFinding] {
    var gone: [KeyIdentity: Address] = [:]
    for change in changes {
      guard case .delete(.key(let entry)) = change.step, let identity = entry.value.identity,
        gone[identity] == nil
      else { continue }
      gone[identity] = entry.value.address
    }
    if gone.isEmpty { return [] }
    return changes.compactMap { change in
      guard case .create(.key(let entry)) = change.step, entry.was == nil,
        let identity = entry.value.identity, let old = gone[identity]
      else { return nil }
      return PlanFinding(
        PlanRules.likelyRename, settings, change.address, entry.origin,
        "\(change.address) has the value of \(old), which the plan deletes",
        """
        If it is the same key under another name, write `was: \(old.name)` in it: the row is \
        renamed, its bindings follow, and the journal keeps its story.
        """)
    }
  }
}
