internal import Dispatch
package import KeyformCore

/// Carries out the plans of one run. Of several none is written before all of them may be, and in
/// the end a line on each target tells what became of it.
package final class ApplyRun {
  private var items: [ApplyItem]
  private var outcomes: [ApplyOutcome]
  /// By place in `items`, of those that wait.
  private var orders: [Int: ApplyOrder] = [:]
  private let context: RunContext
  /// Nil: nobody asks whether the plans are as reviewed.
  private let reviewed: ReviewedPlans?
  private let tell: (ApplyEvent) -> Void

  /// Throws a ``Failure`` where two of the plans are for one database.
  package init(
    _ items: [ApplyItem], _ context: RunContext, reviewed: ReviewedPlans? = nil,
    tell: @escaping (ApplyEvent) -> Void
  ) throws {
    try ApplyItem.checkDistinct(items)
    self.items = items
    self.context = context
    self.reviewed = reviewed
    self.tell = tell
    outcomes = items.map { $0.plan.isEmpty ? .nothingToDo : .open }
  }

  /// What became of each target, with its plan as it was judged.
  package var results: [(plan: Plan, target: TargetDescription, outcome: ApplyOutcome)] {
    items.indices.map { (items[$0].plan, items[$0].choice.description, outcomes[$0]) }
  }

  /// Goes all the way, or ends with a ``Failure`` or an ``ExitStatus``, having told of each target.
  ///
  /// `allowed` are hazards that are allowed by name now, beside those that a plan allows itself.
  /// `show` is called with the saved plans that were not applied before; `confirm` asks whether the
  /// plans may be written, or throws.
  package func run(
    _ threshold: SeverityThreshold, allowed: [Hazard], show: ([ApplyItem]) throws -> Void,
    confirm: ([Plan]) throws -> Void
  ) throws {
    defer { report() }
    try refusePreviews()
    try leaveOutApplied()
    let here = try sourceHere()
    for index in notApplied {
      items[index] = try items[index].judged(from: here, allowing: allowed)
      if let changeSet = items[index].appliedMeanwhile { sayAlready(changeSet, index) }
    }
    tellOtherCommits(than: here?.commit)
    tellWhatIsLeft()
    try show(notApplied.map { items[$0] }.filter { $0.saved != nil })
    let saved = indices(.open).compactMap { items[$0].saved?.plan }
    try HazardCheck.checkWaivers(of: saved, today: context.today)
    try checkBlockers(threshold)
    try checkObstacles()
    try checkReview()
    let plans = indices(.open).map { items[$0].plan }
    if plans.isEmpty { return }
    try HazardCheck.check(plans, allowed: allowed)
    try prepare(allowed)
    try confirm(plans)
    try context.checkCancelled()
    try examine()
    try apply()
  }

  /// Those that were not applied before, be there something to do or not.
  private var notApplied: [Int] {
    items.indices.filter { outcomes[$0] == .open || outcomes[$0] == .nothingToDo }
  }

  private func indices(_ outcome: ApplyOutcome) -> [Int] {
    items.indices.filter { outcomes[$0] == outcome }
  }

  /// What was planned without values is bound to no rows.
  private func refusePreviews() throws {
    guard let item = items.first(where: { $0.plan.header.isPreview }) else { return }
    throw Failure(
      .refused,
      """
      the plan for \(item.choice.description.shown) is a preview: it was made by a role that reads no \
      values, and is bound to no rows
      """,
      """
      Nothing was written. Plan with a role that has the rights of keyform_planner, and have that \
      reviewed.
      """)
  }

  /// Plans that were applied before are done.
  private func leaveOutApplied() throws {
    for index in items.indices {
      guard case .applied(let changeSet)? = try items[index].saved?.answer.value() else {
        continue
      }
      sayAlready(changeSet, index)
    }
  }

  /// A plan may be applied from another commit, where that wants the same of the rows it changes.
  private func tellOtherCommits(than own: String?) {
    let stated = notApplied.compactMap { items[$0].saved?.plan.header.source?.commit }
    var told = Set<String>()
    for commit in stated where commit != own && told.insert(commit).inserted {
      let here = own.map { "this is \($0.prefix(12))" } ?? "no commit is known here"
      tell(
        .note(
          """
          The plan is from commit \(commit.prefix(12)); \(here). It was judged by the files as they \
          are here.
          """))
    }
  }

  /// Who reads a saved plan alone takes it for all that the files lead to.
  private func tellWhatIsLeft() {
    for index in notApplied where items[index].beyond > 0 {
      let count = items[index].beyond
      tell(
        .note(
          """
          The files lead to \(counted(count, "more change")) of \(items[index].choice.description.shown) \
          that \(count == 1 ? "is" : "are") no part of the plan. `keyform plan` shows \
          \(count == 1 ? "it" : "them").
          """))
    }
  }

  /// What saved plans are applied from, without whether files differ; nil where version control does
  /// not say, and where there are none.
  private func sourceHere() throws -> SourceRevision? {
    guard notApplied.contains(where: { items[$0].saved != nil }) else { return nil }
    return try SourceOfRun(SourceOfRun.begin(context), reading: []).revision(leadsToChanges: true)
  }

  /// Ends the run where rows or files are no longer what a saved plan was made from.
  private func checkObstacles() throws {
    let failures = indices(.open).compactMap { index -> Failure? in
      guard let failure = items[index].obstacle else { return nil }
      outcomes[index] = refused(failure, index)
      return failure
    }
    try end(with: failures)
  }

  /// Ends the run where a plan does something that was not reviewed.
  private func checkReview() throws {
    guard let reviewed else { return }
    var failures: [Failure] = []
    for index in indices(.open) {
      let target = items[index].choice.description
      let verdict = try reviewed.verdict(on: items[index].plan)
      if let failure = verdict.failure(of: target) {
        outcomes[index] = refused(failure, index)
        failures.append(failure)
        continue
      }
      for line in verdict.comparison?.gone ?? [] {
        tell(.note("Reviewed and no longer due: \(line.action.rawValue) \(line.address)."))
      }
      tell(.note("The plan for \(target.shown) is as reviewed (\(verdict.id))."))
    }
    try end(with: failures)
  }

  /// Tells of each, and ends the run with the last, under the status that counts of them.
  private func end(with failures: [Failure]) throws {
    guard let last = failures.last else { return }
    for failure in failures.dropLast() { tell(.failure(failure)) }
    throw last.with(ExitStatus.worst(failures.map(\.status)))
  }

  /// Ends the run where a plan may not be applied, or has findings that --fail-on counts on what
  /// it touches: the bar that it lowers.
  private func checkBlockers(_ threshold: SeverityThreshold) throws {
    var statuses: [ExitStatus] = []
    for index in indices(.open) {
      let plan = items[index].plan
      let touched = Blocker.touched(by: plan.changes)
      let counting = plan.diagnostics.filter { $0.address.map(touched.contains) ?? true }
      let found = threshold.bar < .error ? threshold.status(of: counting) : .done
      if plan.blockedStatus == .done, found != .done {
        tell(
          .note(
            """
            Nothing was written: there are warnings on what the plan for \
            \(items[index].choice.description.shown) touches, and --fail-on warning counts them.
            """))
      }
      let status = ExitStatus.worst([plan.blockedStatus, found])
      if status != .done { outcomes[index] = .refused("blocked", status) }
      statuses.append(status)
    }
    let status = ExitStatus.worst(statuses)
    if status != .done { throw status }
  }

  /// Reads the secrets that the plans write; those that cannot be had are all named at once.
  private func prepare(_ allowed: [Hazard]) throws {
    var missing: [MissingSecret] = []
    for index in indices(.open) {
      let secrets = items[index].secrets()
      try context.checkCancelled()
      missing += secrets.missing
      orders[index] = items[index].order(secrets.values, allowing: allowed)
    }
    if let failure = MissingSecret.failure(missing) { throw failure }
  }

  /// Where there are several: asks every target whether it would take its plan, before the first is
  /// written. One plan alone is checked where it is written, in its transaction.
  private func examine() throws {
    let open = indices(.open)
    guard open.count > 1 else { return }
    var failures: [Failure] = []
    for index in open {
      do {
        try waitForLock(of: items[index])
        if let changeSet = try examine(index) { sayAlready(changeSet, index) }
      } catch let failure as Failure {
        outcomes[index] = refused(failure, index)
        failures.append(failure)
      }
      try context.checkCancelled()
    }
    try end(with: failures)
  }

  private func examine(_ index: Int) throws -> Int? {
    guard let order = orders[index] else { return nil }
    return try items[index].asking { try $0.examine(order) }
  }

  private static let looksPerSecond = 10

  private func waitForLock(of item: ApplyItem) throws {
    // Nobody signals it: it waits as long as it is told.
    let pause = DispatchSemaphore(value: 0)
    for look in 0... {
      let state = try item.asking { try $0.lockState(project: item.plan.header.project) }
      guard case .held(let holder) = state else { return }
      guard look / Self.looksPerSecond < context.lockTimeout else {
        throw item.failure(
          .locked(holder.map { "held by \($0.shown)" } ?? "another process is applying"))
      }
      try context.checkCancelled()
      _ = pause.wait(timeout: .now() + .milliseconds(1_000 / Self.looksPerSecond))
    }
  }

  /// Writes one target after the other.
  private func apply() throws {
    for index in indices(.open) {
      guard let order = orders[index] else { continue }
      do throws(TargetError) {
        done(try items[index].target.apply(order, progress: context.progress), index)
      } catch {
        throw failed(error, index)
      }
    }
  }

  private func done(_ receipt: ApplyReceipt, _ index: Int) {
    if receipt.resolvedAfterLoss {
      tell(.note("The connection was lost during the commit; the journal says that it happened."))
    }
    if receipt.wasThereAlready { return sayAlready(receipt.changeSet, index) }
    outcomes[index] = .written(changes: receipt.changes, changeSet: receipt.changeSet)
    tell(
      .result(
        """
        Applied \(counted(receipt.changes, "change")) to \
        \(items[index].choice.description.shown) as change set \(receipt.changeSet).
        """))
  }

  /// What was written to other targets stays.
  private func failed(_ error: TargetError, _ index: Int) -> Failure {
    let failure = items[index].failure(error)
    if error.leavesOutcomeOpen {
      outcomes[index] = .unknown
    } else {
      outcomes[index] = refused(failure, index)
    }
    let written = items.indices.filter { outcomes[$0].isWritten }.map { name(of: $0) }
    return written.isEmpty ? failure : failure.after(written: written, here: name(of: index))
  }

  /// The line on a target begins with its name.
  private func refused(_ failure: Failure, _ index: Int) -> ApplyOutcome {
    var reason = failure.summary[...]
    let name = items[index].choice.description.shown
    if reason.hasPrefix(name) {
      reason = reason.dropFirst(name.count).drop { $0 == ":" || $0 == " " }
    }
    return .refused(String(reason), failure.status)
  }

  private func sayAlready(_ changeSet: Int, _ index: Int) {
    outcomes[index] = .already(changeSet: changeSet)
    tell(
      .result(
        """
        The plan is already applied to \(items[index].choice.description.shown) as change set \
        \(changeSet); nothing was written.
        """))
  }

  /// The line on each target; where none has anything to do the plans have said so.
  private func report() {
    guard items.count > 1, outcomes.contains(where: { $0 != .nothingToDo }) else { return }
    tell(.result("\(counted(items.count, "target")):"))
    for index in items.indices {
      tell(.result("  \(name(of: index)): \(outcomes[index].shown)"))
    }
  }

  private func name(of index: Int) -> String {
    let description = items[index].choice.description
    return description.name ?? description.url
  }
}
