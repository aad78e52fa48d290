package import KeyformCore
internal import KeyformRepository

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
  /// How many changes the files lead to by now that are no part of a saved plan.
  private(set) var beyond = 0
  /// The change set that has applied a saved plan while it was judged.
  private(set) var appliedMeanwhile: Int?
  /// What keeps a saved plan from being applied that may be shown all the same.
  let obstacle: Failure?
  private let judge: (@Sendable (StoredInventory) -> PlanObjection?)?
  /// What it is applied from: by that the target knows a repository again.
  private let source: SourceRevision?
  /// Words of undos that the plan may go against.
  private let settled: Set<WordAgainst>
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
    source = planned.plan.header.source
    settled = planned.settled
    self.context = context
  }

  /// A saved plan; nobody has judged it yet where there is neither `judged` nor an `obstacle`.
  init(
    _ saved: SavedApplyItem, _ repository: LoadedRepository, _ context: RunContext,
    judged plan: Plan? = nil, from source: SourceRevision? = nil, obstacle: Failure? = nil,
    settled: Set<WordAgainst> = [], by judge: (@Sendable (StoredInventory) -> PlanObjection?)? = nil
  ) {
    self.plan = plan ?? saved.plan
    self.saved = saved
    self.repository = repository
    choice = saved.choice
    target = saved.target
    atHand = [:]
    self.obstacle = obstacle
    self.judge = judge
    self.source = source ?? saved.plan.header.source
    self.settled = settled
    self.context = context
  }

  /// The same, judged by files and rows as they are: a plan that was made just now has been. The
  /// target judges it again, where its rows are others by the time that it is written. `here` is what
  /// it is applied from; where that is not known, what the plan says that it was made from counts.
  func judged(from here: SourceRevision?, allowing allowed: [Hazard]) throws -> ApplyItem {
    guard let saved else { return self }
    try checkCatalog()
    let load: TargetLoad
    switch try saved.answer.value() {
    case .applied: return self
    case .stale(let failure): return ApplyItem(saved, repository, context, obstacle: failure)
    case .takes(let rows): load = rows
    }
    let source = RepositoryIdentity(here).isUnknown ? source : here
    let judge = try saved.judge(repository, from: source, context)
    let origins =
      plan.header.undoOf == nil
      ? try OriginReader(
        load: load, repository: repository, choice: choice, source: here, context: context
      ).origins(of: plan.changes, tellingDrift: false) {
        (try? BranchBase(of: plan.header, in: repository.project, context)?
          .read(beside: repository))?.comparison(of: plan.changes, for: choice)
      } : .none
    do throws(PlanObjection) {
      let judged = try judge.plan(on: load, origins: origins)
      var item = ApplyItem(
        saved, repository, context, judged: judged.plan, from: source, settled: origins.settled
      ) { now in
        now.isSame(as: load.stored)
          ? nil : judge.objection(on: TargetLoad(load.target, now), allowed: allowed)
      }
      item.beyond = judged.beyond
      return item
    } catch {
      // The rows were read after the target was asked: another may have applied this plan, or one
      // that it is stale after, in between. Of that the files say nothing.
      let answer = try saved.refusal()
      var failure = Failure(error, of: choice.description)
      if case .stale(let stale) = answer { failure = stale }
      var item = ApplyItem(saved, repository, context, from: source, obstacle: failure)
      if case .applied(let changeSet) = answer { item.appliedMeanwhile = changeSet }
      return item
    }
  }

  func failure(_ error: TargetError) -> Failure {
    Failure(error, applying: plan, to: choice, target)
  }

  func asking<Answer>(_ question: (any DeploymentTarget) throws -> Answer) throws -> Answer {
    do {
      return try question(target)
    } catch let error as TargetError {
      throw failure(error)
    }
  }

  /// The secrets that the plan writes, read before the target is touched, and all that cannot be had.
  func secrets() -> PlannedSecrets {
    PlannedSecrets(of: plan, atHand: atHand, repository, context)
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

  /// `allowed` are hazards that are allowed beside those of the plan.
  func order(_ secrets: [String: KeyMaterial], allowing allowed: [Hazard]) -> ApplyOrder {
    let catalog = repository.catalog
    return ApplyOrder(
      plan, secrets: secrets, products: products(), saved?.credential,
      operatorName: context.operatorName(), now: context.now(),
      isPublic: { catalog.publicKey($0) != nil }, judge: judge,
      claim: MemoryClaim(repository, source), allowed: plan.allowed + allowed,
      settled: settled)
  }

  /// Catalogue facts of every product that a changed row names.
  private func products() -> [ProductRow] {
    var ids = Set<ProductID>()
    for change in plan.changes { ids.formUnion(change.after?.productIDs ?? []) }
    return ids.sorted().map { id in
      ProductRow(
        id: id.text, editionID: repository.catalog.facts(of: id)?.editionID,
        name: repository.catalog.name(of: id))
    }
  }

  /// Two plans of one run must not be for one database: what the first writes makes the second stale.
  static func checkDistinct(_ items: [ApplyItem]) throws {
    for (index, item) in items.enumerated() {
      guard let other = items[..<index].first(where: { isOne($0, item) }) else { continue }
      let (first, second) = (other.choice.description.shown, item.choice.description.shown)
      throw Failure(
        .usage,
        first == second
          ? "two of the plans are for \(first)" : "\(first) and \(second) are one database",
        "Nothing was written. Apply one, then plan again for what is left.")
    }
  }

  private static func isOne(_ one: ApplyItem, _ other: ApplyItem) -> Bool {
    if one.choice.identity == other.choice.identity { return true }
    guard let id = one.plan.header.targetID else { return false }
    return id == other.plan.header.targetID
  }
}

extension ApplyOrder {
  /// What carries a plan out. `credential` and `judge` are nil of one that was made just now. Without
  /// a `claim` the target is not asked what it remembers.
  init(
    _ plan: Plan, secrets: [String: KeyMaterial], products: [ProductRow],
    _ credential: PlanCredential?, operatorName: String?, now: String,
    isPublic: @escaping @Sendable (KeyMaterial) -> Bool,
    judge: (@Sendable (StoredInventory) -> PlanObjection?)?,
    claim: MemoryClaim? = nil, allowed: [Hazard] = [], settled: Set<WordAgainst> = []
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
      judge: judge, claim: claim, allowed: allowed, settled: settled)
  }
}
