internal import KeyformCore

extension ApplyOrder {
  /// What carries a plan out. `credential` and `judge` are nil of one that was made just now. Without
  /// a `claim` the target is not asked what it remembers.
  init(
    _ plan: Plan, secrets: [String: KeyMaterial], products: [ProductRow],
    _ credential: PlanCredential?, operatorName: String?, now: String,
    isPublic: @escaping @Sendable (KeyMaterial) -> Bool,
    judge: (@Sendable (StoredInventory) -> PlanObjection?)?,
    claim: MemoryClaim? = nil, allowed: [Hazard] = []
  ) {
    let header = plan.header
    self.init(
      project: header.project, changes: plan.changes, schema: plan.schema, secrets: secrets,
      products: products,
      changeSet: ChangeSetHeader(
        appliedAt: now, operatorName: operatorName.map(FreeText.recorded),
        repository: header.source?.repository.map(FreeText.recorded),
        commit: header.source?.commit, planDigest: credential?.digest, catalog: header.catalog,
        toolVersion: FreeText.recorded(header.toolVersion), undoOf: header.undoOf,
        tree: header.source?.tree,
        isDirty: header.source?.isDirty),
      expectedTargetID: header.targetID, isPublic: isPublic, credential: credential,
      judge: judge, claim: claim, allowed: allowed)
  }
}

extension Failure {
  /// Why a target did not take a plan.
  init(
    _ error: TargetError, applying plan: Plan, to choice: TargetChoice,
    _ target: any DeploymentTarget
  ) {
    let name = choice.description
    if error == .otherTarget, plan.header.targetID == nil {
      self.init(
        .stale, "\(name.shown) had no tables when the plan was made; now it has",
        "Nothing was written. Somebody applied first. Make a new plan and have it reviewed.")
      return
    }
    if error == .otherTarget, let absence = choice.absence(from: target) {
      self = absence
      return
    }
    guard case .stale(let fields) = error else {
      self.init(error, of: name)
      return
    }
    self.init(
      stale: fields, of: name,
      writers: LastWriters.of(fields, in: target, project: plan.header.project))
  }
}
