internal import KeyformCatalog
package import KeyformCore

/// A plan with what applying it needs.
package struct ApplyItem {
  package let plan: Plan
  let planDigest: String?
  let repository: LoadedRepository
  package let choice: TargetChoice
  let target: any DeploymentTarget
  /// Secrets that planning has read already.
  let atHand: [String: KeyMaterial]
  /// Whether a saved plan was applied before; nil where plan and apply are one command.
  let lookup: Background<Int?>?
  private let context: RunContext

  /// A plan that was made just now.
  package init(_ planned: PlannedTarget, _ context: RunContext) {
    plan = planned.plan
    planDigest = nil
    repository = planned.repository
    choice = planned.choice
    target = planned.target
    atHand = planned.secrets
    lookup = nil
    self.context = context
  }

  /// A saved plan.
  init(_ saved: SavedApplyItem, _ repository: LoadedRepository, _ context: RunContext) {
    plan = saved.plan
    planDigest = saved.digest
    self.repository = repository
    choice = saved.choice
    target = saved.target
    atHand = [:]
    lookup = saved.lookup
    self.context = context
  }

  /// The secrets that the plan writes, read before the target is touched. One that cannot be read
  /// or is not the planned one ends the run with nothing written.
  func secrets() throws -> [String: KeyMaterial] {
    var wanted: [Entry<ProductKey>] = []
    for change in plan.changes where change.writesSecret {
      if case .key(let entry) = change.after, entry.value.identity != nil { wanted.append(entry) }
    }
    let missing = wanted.filter { atHand[$0.name] == nil }
    let store = SecretStore(
      root: repository.root, references: missing.lazy.compactMap(\.secret),
      environment: context.environment)
    var secrets = atHand
    for entry in missing { secrets[entry.name] = try read(entry, store) }
    for entry in wanted {
      guard let key = secrets[entry.name], entry.value.identity == KeyIdentity(of: key) else {
        throw Failure(
          .stale, "\(entry.value.address): the secret is no longer the one that was planned",
          "Nothing was written. If the key was replaced, record it and make a new plan.")
      }
    }
    return secrets
  }

  private func read(_ entry: Entry<ProductKey>, _ store: SecretStore) throws -> KeyMaterial {
    guard let reference = entry.secret else {
      throw Failure(
        .couldNotRun, "\(entry.value.address) has no `secret` to read its value from",
        "Add where the value is kept; nothing was written.")
    }
    switch store.read(reference) {
    case .read(let key): return key
    case .unreadable(let reason):
      throw Failure(
        .couldNotRun, "\(entry.value.address): the secret cannot be read: \(reason)",
        "Make it readable here; nothing was written.")
    case .flawed, .notNeeded:
      throw Failure(
        .couldNotRun, "\(entry.value.address): what the secret's source holds is no product key",
        "Correct the source; nothing was written.")
    }
  }

  /// What the plan means depends on the catalogue it was made with.
  func checkCatalog() throws {
    guard repository.catalog.digest == plan.header.catalog else {
      throw Failure(
        .stale,
        "the plan was made with catalogue \(plan.header.catalog), this one is \(repository.catalog.digest)",
        "Make the plan again and have it reviewed.")
    }
  }

  /// Why the target did not take the plan.
  func failure(_ error: TargetError) -> Failure {
    let name = choice.description
    if error == .otherTarget, plan.header.targetID == nil {
      return Failure(
        .stale, "\(name.shown) had no tables when the plan was made; now it has",
        "Nothing was written. Somebody applied first. Make a new plan and have it reviewed.")
    }
    guard case .stale(let fields) = error else { return Failure(error, of: choice) }
    return Failure(
      stale: fields, of: name,
      writers: LastWriters.of(fields, in: target, project: plan.header.project))
  }

  /// `allowed` are hazards that are allowed beside those of the plan.
  func order(_ secrets: [String: KeyMaterial], allowing allowed: [Hazard]) -> ApplyOrder {
    let catalog = repository.catalog
    let source = plan.header.source
    return ApplyOrder(
      project: plan.header.project, changes: plan.changes, schema: plan.schema, secrets: secrets,
      products: products(),
      changeSet: ChangeSetHeader(
        appliedAt: context.now(), operatorName: context.operatorName().map(FreeText.masked),
        repository: source?.repository.map(FreeText.masked), commit: source?.commit,
        planDigest: planDigest, catalog: plan.header.catalog,
        toolVersion: plan.header.toolVersion, undoOf: plan.header.undoOf, tree: source?.tree,
        isDirty: source?.isDirty),
      expectedTargetID: plan.header.targetID, isPublic: { catalog.publicKey($0) != nil },
      claim: MemoryClaim(repository, source), allowed: plan.allowed + allowed)
  }

  /// Catalogue facts of every product that a changed row names.
  private func products() -> [ProductRow] {
    var ids = Set<ProductID>()
    for change in plan.changes {
      switch change.after {
      case .key(let entry): ids.formUnion(entry.value.products)
      case .deployment(let entry):
        ids.formUnion(entry.value.office + entry.value.image)
        if let os = entry.value.os { ids.insert(os) }
      case .host(let entry):
        if let os = entry.value.os { ids.insert(os) }
      case .binding, .directory, nil: break
      }
    }
    return ids.sorted().map { id in
      ProductRow(
        id: id.text, editionID: repository.catalog.facts(of: id)?.editionID,
        name: repository.catalog.name(of: id))
    }
  }
}
