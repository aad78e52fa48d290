package import KeyformCore
package import KeyformRepository

/// A saved plan on its way to its target. What it says is what was reviewed; whether it may be done
/// is found again from the repository and the target.
package struct SavedApplyItem: Sendable {
  let plan: Plan
  let credential: PlanCredential
  let choice: TargetChoice
  let target: any DeploymentTarget
  /// What keeps the target from taking the plan by now; nil: nothing. Ends the run where the plan is
  /// not one of this target's.
  let refusal: @Sendable () throws -> Answer?
  /// What the target says of the plan, asked in the background: reaching a server takes as long as
  /// reading the repository.
  let answer: Background<Answer>

  /// What a target says of a saved plan before anybody is asked anything.
  enum Answer: Sendable {
    case applied(changeSet: Int)
    /// The touched rows are not as they were; or rows of others forbid it.
    case stale(Failure)
    /// It would take it; with the rows as they are.
    case takes(TargetLoad)
  }

  /// Refuses a plan of another project, or of a target that neither keyform.yaml nor `wanted` names,
  /// which is what `--target` says; begins to ask the target about it.
  package init(
    _ plan: Plan, _ credential: PlanCredential, _ project: Project, target wanted: TargetRequest,
    _ context: RunContext
  ) throws {
    self.credential = credential
    let header = plan.header
    let choice = try TargetChoice(
      word: TargetOfPlan.wanted(header.target, of: project, given: wanted, context), of: project,
      context
    ).described(as: header.target)
    self.choice = choice
    let plan = plan.going(to: choice.description)
    self.plan = plan
    guard project.name == header.project else {
      throw Failure(
        .stale, "the plan is of project \(header.project), the repository of \(project.name)",
        "Run it in the repository that it was made from, or name that with -C.")
    }
    let target = try choice.open(context)
    self.target = target
    refusal = {
      let order = ApplyOrder(
        plan, secrets: [:], products: [], credential, operatorName: nil, now: context.now(),
        isPublic: { _ in true }, judge: nil)
      return try Self.refusal(
        order, AlreadyApplied(plan, in: target, context.progress), in: target
      ) {
        Failure($0, applying: plan, to: choice, target)
      } changed: {
        Failure($0, since: $1, in: choice.description)
      }
    }
    answer = Background("keyform.saved") { [refusal] in
      if let refusal = try refusal() { return refusal }
      do throws(TargetError) {
        let stored = try target.read(project: plan.header.project, progress: context.progress)
        return .takes(TargetLoad(target, context.lifetime.keep(stored)))
      } catch {
        throw Failure(error, applying: plan, to: choice, target)
      }
    }
  }

  /// What keeps the target from taking the order; nil: nothing.
  private static func refusal(
    _ order: ApplyOrder, _ already: AlreadyApplied, in target: any DeploymentTarget,
    failing: (TargetError) -> Failure, changed: ([String], Int) -> Failure
  ) throws -> Answer? {
    do throws(TargetError) {
      guard let changeSet = try target.examine(order) else { return nil }
      let differences = try already.differences()
      return differences.isEmpty
        ? .applied(changeSet: changeSet) : .stale(changed(differences, changeSet))
    } catch {
      let failure = failing(error)
      if case .references = error { return .stale(failure) }
      // The tables may be there by now because somebody applied first.
      let isFirst = order.expectedTargetID == nil && error == .otherTarget
      if case .stale = error {} else if !isFirst { throw failure }
      // The same may have come from another file: the branch's plan, or that of another commit.
      if let changeSet = (try? already.changeSet()) ?? nil {
        return .applied(changeSet: changeSet)
      }
      if isFirst { throw failure }
      return .stale(failure)
    }
  }

  /// With the repository that says whether the plan may be applied.
  package func item(_ repository: LoadedRepository, _ context: RunContext) -> ApplyItem {
    ApplyItem(self, repository, context)
  }

  /// What judges it by this set of the repository's files. No secret is read for it, but where the
  /// files do not record which value a touched key has. `source` is what the plan is applied from.
  func judge(
    _ repository: LoadedRepository, from source: SourceRevision?, _ context: RunContext
  ) throws -> SavedPlanJudge {
    var checked = CheckedRepository(
      repository, include: choice.include, context.withoutSecrets)
    let touched = Set(plan.changes.map(\.address))
    func unknown(_ checked: CheckedRepository) -> Bool {
      checked.assembled.unknownValues.contains { $0.address.map(touched.contains) ?? false }
    }
    if unknown(checked) {
      checked = CheckedRepository(repository, include: choice.include, context)
      if unknown(checked), let unsound = UnsoundRepository(unplannable: checked, .error) {
        throw unsound
      }
    }
    if let unsound = UnsoundRepository(structureOf: checked, .error) { throw unsound }
    return SavedPlanJudge(
      plan, checked, from: source,
      takingBack: try TakenBack(plan, in: target, choice, repository, context), context)
  }
}
