/// A named danger of a change, allowed by name (`--allow deletes-key`) and never by a force that
/// allows everything.
package enum Hazard: String, Hashable, Sendable, CaseIterable {
  /// A key is gone from the target: its value may be nowhere else.
  case deletesKey = "deletes-key"
  /// A key gets another value: rollouts install and activate with the new one from then on.
  case rotatesKey = "rotates-key"
  /// Machines of a deployment lose the key that they activate with.
  case unbindsActivation = "unbinds-activation"
  /// A unmanaged row becomes this project's.
  case takesOverRow = "takes-over-row"
  /// Tables of the target are changed or lose something; that they gain columns is none.
  case changesTargetSchema = "changes-target-schema"
  /// The project was last applied from another repository.
  case takesOverProject = "takes-over-project"
  /// A limit, a severity or a policy is weaker than at the last apply.
  case loosensGuards = "loosens-guards"
  /// What an undo took away is written again, or what a commit outside this history wrote is
  /// changed back.
  case takesBack = "takes-back"

  /// What a reviewer should know of it, in one sentence.
  package var meaning: String {
    switch self {
    case .deletesKey: "a key is deleted from the target"
    case .rotatesKey: "a key gets another value"
    case .unbindsActivation: "a deployment loses a key that it activates with"
    case .takesOverRow: "a unmanaged row becomes this project's"
    case .changesTargetSchema: "the tables are changed; older versions cannot use them any more"
    case .takesOverProject: "the project was last applied from another repository"
    case .loosensGuards: "limits, severities or policies are weaker than at the last apply"
    case .takesBack: "what an undo or another commit wrote is taken back"
    }
  }

  /// What to look at before it is allowed, and what to do instead where it is not meant.
  package var advice: String {
    switch self {
    case .deletesKey:
      """
      Make sure that the value is kept elsewhere, or that nobody needs it any more. To keep the \
      row without managing it, name it under `release` in keyform.yaml.
      """
    case .rotatesKey:
      """
      Rollouts install and activate with the new value from the apply on. Hold tail and check value \
      against what the key was issued with.
      """
    case .unbindsActivation:
      """
      Machines of the deployment then have nothing to activate with, unless another binding, a KMS \
      host or a directory serves them: look at what the plan says of licences and activation.
      """
    case .takesOverRow:
      """
      The row was inserted by hand, or another project let go of it. From the apply on this \
      project changes and deletes it. If it is somebody else's, give the entry another name.
      """
    case .changesTargetSchema:
      "Bring every Keyform that uses the target to this version first."
    case .takesOverProject:
      """
      Rows carry the project's name, so a plan of another repository with the same `project:` \
      deletes what is not in its own files. Unless it takes the other one's place, give it another \
      `project:`. The same repository is known by its first commit or by its origin: where a forge \
      moved and the clone is shallow, fetch the whole history. Once allowed, the target remembers \
      the new one.
      """
    case .loosensGuards:
      """
      The plan names each guard as it was at the last apply and as it is now. Where the plan needs \
      more than a limit permits, a waiver (`waivers:`) for these addresses with an end and a \
      reason leaves the limit as it is. Once allowed, the next plan is held against the weaker \
      guards.
      """
    case .takesBack:
      """
      The files still say what was undone: revert it there, in git, or it comes back with each \
      apply; allow it where the undo itself was the mistake. Or somebody applied from a commit that \
      is not in the history of what is checked out: merge it or rebase onto it; allow it where \
      that apply was the mistake.
      """
    }
  }
}

extension Change {
  /// The dangers of this change. A public value that a newer catalogue brings is none: it was
  /// reviewed with the catalogue.
  package var hazards: [Hazard] { hazards(beside: RenamedNames([])) }

  /// How many of `changes` have each hazard, as parts of one plan.
  package static func hazards(of changes: [Change]) -> [Hazard: Int] {
    var counts: [Hazard: Int] = [:]
    let renamed = RenamedNames(changes)
    for change in changes {
      for hazard in change.hazards(beside: renamed) { counts[hazard, default: 0] += 1 }
    }
    return counts
  }

  /// The dangers of this change in a plan that renames keys and deployments.
  package func hazards(beside renamed: RenamedNames) -> [Hazard] {
    if isFromCatalog { return [] }
    return switch step {
    case .create, .release: []
    case .adopt(let from, let to): [.takesOverRow] + Self.hazards(from, to, renamed)
    case .update(let from, let to): Self.hazards(from, to, renamed)
    case .delete(.key): [.deletesKey]
    case .delete(.binding(let entry)):
      entry.value.use.contains(.activation) ? [.unbindsActivation] : []
    case .delete: []
    }
  }

  private static func hazards(
    _ from: Entity, _ to: Entity, _ renamed: RenamedNames
  ) -> [Hazard] {
    switch (from, to) {
    case (.key(let from), .key(let to)):
      from.value.hasOtherValue(than: to.value) ? [.rotatesKey] : []
    case (.binding(let from), .binding(let to)):
      from.value.use.contains(.activation)
        && !(to.value.use.contains(.activation) && renamed.isBoundAlike(from.value, to.value))
        ? [.unbindsActivation] : []
    default: []
    }
  }
}

extension ProductKey {
  /// Whether a known value is replaced by another one.
  package func hasOtherValue(than next: ProductKey) -> Bool {
    if let publicValue { return publicValue != next.publicValue }
    return identity != nil && identity != next.identity
  }
}

/// The names that a plan's keys and deployments had before: bindings that follow a rename stay with
/// what they were bound to.
package struct RenamedNames: Sendable {
  private var keys: [String: String] = [:]
  private var deployments: [String: String] = [:]

  package init(_ changes: [Change]) {
    for change in changes {
      guard case .update(_, let after) = change.step, let former = change.formerName else {
        continue
      }
      if after.kind == .key { keys[former] = after.name }
      if after.kind == .deployment { deployments[former] = after.name }
    }
  }

  /// Whether a binding still hands the same key to the same deployment.
  func isBoundAlike(_ from: Binding, _ to: Binding) -> Bool {
    let key =
      from.key.project == nil
      ? KeyReference(name: keys[from.key.name] ?? from.key.name) : from.key
    return key == to.key && deployments[from.deployment] ?? from.deployment == to.deployment
  }
}
