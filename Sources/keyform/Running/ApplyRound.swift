internal import Glibc
internal import KeyformCore

/// Carries out the plans of one run. Of several none is written before all of them may be, and in
/// the end a line on each target tells what became of it.
final class ApplyRound {
  private let works: [ApplyWork]
  private var fates: [ApplyFate]
  /// By place in `works`, of those that wait.
  private var orders: [Int: ApplyOrder] = [:]
  private let options: CommonOptions
  private let lockTimeout: Int

  init(_ works: [ApplyWork], _ options: CommonOptions, lockTimeout: Int) {
    self.works = works
    self.options = options
    self.lockTimeout = lockTimeout
    fates = works.map { $0.plan.isEmpty ? .nothingToDo : .open }
  }

  /// Those that are still to be written.
  var waiting: [ApplyWork] { indices(.open).map { works[$0] } }

  /// Those that were not applied before, be there something to do or not.
  var notApplied: [ApplyWork] {
    works.indices.filter { fates[$0] == .open || fates[$0] == .nothingToDo }.map { works[$0] }
  }

  private func indices(_ fate: ApplyFate) -> [Int] { works.indices.filter { fates[$0] == fate } }

  /// Plans that were applied before are done.
  func leaveOutApplied() throws {
    for index in works.indices {
      guard let changeSet = try works[index].inquiry?.changeSet() else { continue }
      sayAlready(changeSet, index)
    }
  }

  /// Ends the run where a plan may not be applied, or has findings that --fail-on counts on what
  /// it touches: the bar that it lowers.
  func checkBlockers(_ failOn: FailOnOption) throws {
    var statuses: [ExitStatus] = []
    for index in indices(.open) {
      let plan = works[index].plan
      let touched = Blocker.touched(by: plan.changes)
      let counting = plan.diagnostics.filter { $0.address.map(touched.contains) ?? true }
      let found = failOn.failOn == .warning ? failOn.status(of: counting) : .done
      if plan.blockedStatus == .done, found != .done {
        Output.note(
          """
          Nothing was written: there are warnings on what the plan for \
          \(works[index].choice.description.shown) touches, and --fail-on warning counts them.
          """)
      }
      let status = ExitStatus.worst([plan.blockedStatus, found])
      if status != .done { fates[index] = .refused("blocked") }
      statuses.append(status)
    }
    let status = ExitStatus.worst(statuses)
    if status != .done { throw status }
  }

  /// Reads the secrets that the plans write.
  func prepare() throws {
    for index in indices(.open) { orders[index] = works[index].order(try works[index].secrets()) }
  }

  /// Where there are several: asks every target whether it would take its plan, before the first is
  /// written. One plan alone is checked where it is written, in its transaction.
  func examine() throws {
    let open = indices(.open)
    guard open.count > 1 else { return }
    var failures: [Failure] = []
    for index in open {
      do {
        try waitForLock(of: works[index])
        if let changeSet = try examine(index) { sayAlready(changeSet, index) }
      } catch let failure as Failure {
        fates[index] = refused(failure, index)
        failures.append(failure)
      }
      try Interruption.check()
    }
    guard let last = failures.last else { return }
    for failure in failures.dropLast() { Output.complain(failure) }
    let status = ExitStatus.worst(failures.map(\.status))
    throw Failure(status, last.summary, last.hint)
  }

  private func examine(_ index: Int) throws -> Int? {
    guard let order = orders[index] else { return nil }
    do throws(TargetError) {
      return try works[index].target.examine(order)
    } catch {
      throw works[index].failure(error)
    }
  }

  private static let looksPerSecond = 10

  private func waitForLock(of work: ApplyWork) throws {
    for look in 0... {
      let state: LockState
      do throws(TargetError) {
        state = try work.target.lockState(project: work.plan.header.project)
      } catch {
        throw work.failure(error)
      }
      guard case .held(let holder) = state else { return }
      guard look / Self.looksPerSecond < lockTimeout else {
        throw work.failure(
          .locked(holder.map { "held by \($0.shown)" } ?? "another process is applying"))
      }
      try Interruption.check()
      usleep(UInt32(1_000_000 / Self.looksPerSecond))
    }
  }

  /// Writes one target after the other.
  func apply() throws {
    for index in indices(.open) {
      guard let order = orders[index] else { continue }
      do throws(TargetError) {
        done(try works[index].target.apply(order, progress: options.progress), index)
      } catch {
        throw failed(error, index)
      }
    }
  }

  private func done(_ receipt: ApplyReceipt, _ index: Int) {
    Progress.clear()
    if receipt.resolvedAfterLoss {
      Output.note(
        "The connection was lost during the commit; the journal says that it happened.")
    }
    if receipt.wasThereAlready { return sayAlready(receipt.changeSet, index) }
    fates[index] = .written(changes: receipt.changes, changeSet: receipt.changeSet)
    say(
      """
      Applied \(counted(receipt.changes, "change")) to \(works[index].choice.description.shown) as \
      change set \(receipt.changeSet).
      """)
  }

  /// What was written to other targets stays.
  private func failed(_ error: TargetError, _ index: Int) -> Failure {
    let failure = works[index].failure(error)
    if case .outcomeUnknown = error {
      fates[index] = .unknown
    } else {
      fates[index] = refused(failure, index)
    }
    let written = works.indices.filter { fates[$0].isWritten }.map { name(of: $0) }
    return written.isEmpty ? failure : failure.after(written: written, here: name(of: index))
  }

  /// The line on a target begins with its name.
  private func refused(_ failure: Failure, _ index: Int) -> ApplyFate {
    var reason = failure.summary[...]
    let name = works[index].choice.description.shown
    if reason.hasPrefix(name) {
      reason = reason.dropFirst(name.count).drop { $0 == ":" || $0 == " " }
    }
    return .refused(String(reason))
  }

  private func sayAlready(_ changeSet: Int, _ index: Int) {
    fates[index] = .already(changeSet: changeSet)
    say(
      """
      The plan is already applied to \(works[index].choice.description.shown) as change set \
      \(changeSet); nothing was written.
      """)
  }

  /// The line on each target; where none has anything to do the plans have said so.
  func report() {
    guard works.count > 1, fates.contains(where: { $0 != .nothingToDo }) else { return }
    var lines = ["\(counted(works.count, "target")):"]
    for index in works.indices { lines.append("  \(name(of: index)): \(fates[index].shown)") }
    say(lines.joined(separator: "\n"))
  }

  private func name(of index: Int) -> String {
    let description = works[index].choice.description
    return description.name ?? description.url
  }

  /// A result for people; beside JSON it is a note. A reader that went away changes nothing of what
  /// was written.
  private func say(_ text: String) {
    if options.format == .text { try? Output.lines(text) } else { Output.note(lines: text) }
  }
}
