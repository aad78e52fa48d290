internal import KeyformCatalog
package import KeyformCore

/// A plan with what applying it needs.
package struct ApplyItem {
  package let plan: Plan
  /// Nil where plan and apply are one command.
  let saved: SavedApplyItem?
  let repository: LoadedRepository
  package let choice: TargetChoice
  let target: any DeploymentTarget
  /// Secrets that planning has read already.
  let atHand: [String: KeyMaterial]
  /// What keeps a saved plan from being applied that may be shown all the same.
  let obstacle: Failure?
  private let judge: (@Sendable (StoredInventory) -> PlanObjection?)?
  private let context: RunContext

  /// A plan that was made just now.
  package init(_ planned: PlannedTarget, _ context: RunContext) {
    plan = planned.plan
    saved = nil
    repository = planned.repository
    choice = planned.choice
    target = planned.target
    atHand = planned.secrets
    obstacle = nil
    judge = nil
    self.context = context
  }

  /// A saved plan that nobody has judged yet.
  init(_ saved: SavedApplyItem, _ repository: LoadedRepository, _ context: RunContext) {
    self.init(saved, saved.plan, repository, nil, nil, context)
  }

  private init(
    _ saved: SavedApplyItem, _ plan: Plan, _ repository: LoadedRepository, _ obstacle: Failure?,
    _ judge: (@Sendable (StoredInventory) -> PlanObjection?)?, _ context: RunContext
  ) {
    self.plan = plan
    self.saved = saved
    self.repository = repository
    choice = saved.choice
    target = saved.target
    atHand = [:]
    self.obstacle = obstacle
    self.judge = judge
    self.context = context
  }

  /// The same, judged by files and rows as they are: a plan that was made just now has been. The
  /// target judges it again, where its rows are others by the time that it is written.
  func judged(allowing allowed: [Hazard]) throws -> ApplyItem {
    guard let saved else { return self }
    try checkCatalog()
    let load: TargetLoad
    switch try saved.answer.value() {
    case .applied: return self
    case .stale(let failure):
      return ApplyItem(saved, plan, repository, failure, nil, context)
    case .takes(let rows): load = rows
    }
    let judge = try saved.judge(repository, context)
    do throws(PlanObjection) {
      let plan = try judge.plan(on: load)
      return ApplyItem(
        saved, plan, repository, nil,
        { now in
          if now.isSame(as: load.stored) { return nil }
          return judge.objection(on: TargetLoad(load.target, now), allowed: allowed)
        }, context)
    } catch {
      return ApplyItem(
        saved, plan, repository, Failure(error, of: choice.description), nil, context)
    }
  }

  func failure(_ error: TargetError) -> Failure {
    Failure(error, applying: plan, to: choice, target)
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
      root: repository.root, repository.access,
      references: missing.lazy.compactMap(\.secret), from: context.secretSources)
    try context.checkCancelled()
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
    case .flawed, .notNeeded, .notOpened:
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

  func order(_ secrets: [String: KeyMaterial]) -> ApplyOrder {
    let catalog = repository.catalog
    return ApplyOrder(
      plan, secrets: secrets, products: products(), saved?.credential,
      operatorName: context.operatorName(), now: context.now(),
      isPublic: { catalog.publicKey($0) != nil }, judge: judge)
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
