internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

/// Options of every command that makes a plan.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Plan all, take the part with these addresses; may be repeated.", valueName: "glob"),
    completion: Completions.addresses)
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Allow hazards of the plan, such as deletes-key,rotates-key; may be repeated.",
      valueName: "hazard"), completion: Completions.hazards)
  var allow: [String] = []

  /// As they are written, of lists one by one.
  private var named: [String] {
    allow.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Each once, in the order of all hazards.
  var allowed: [Hazard] {
    let named = named
    return Hazard.allCases.filter { named.contains($0.rawValue) }
  }

  var selection: PlanSelection { PlanSelection(only: only, allowed: allowed) }

  func validate() throws {
    let names = Hazard.allCases.map(\.rawValue)
    guard let unknown = named.first(where: { !names.contains($0) }) else { return }
    let near = SpellingSuggestion.suggestion(for: unknown, in: names)
    throw ValidationError(
      """
      --allow knows no hazard `\(unknown)`\(near.map { "; did you mean `\($0)`?" } ?? ".") It takes \
      \(names.joined(separator: ", ")).
      """)
  }
}

/// What tells a branch's own changes from others.
struct BaseOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Tell changes of this branch from those that wait since before it left REV.",
      valueName: "rev"))
  var base: String?
}

/// What was reviewed, for a run that does nothing else.
struct ReviewedOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Do nothing but what this plan, statement or review id holds; may be repeated.",
      valueName: "file|sha256:id"), completion: .file())
  var reviewed: [String] = []

  /// Nil where nothing is named.
  func plans() throws -> ReviewedPlans? {
    if reviewed.isEmpty { return nil }
    if let word = reviewed.first(where: { $0.hasPrefix(ReviewID.prefix) && ReviewID($0) == nil }) {
      throw Failure(
        .usage, "--reviewed \(word) is no review id",
        "One is `sha256:` and 64 digits of 0-9 and a-f, as `keyform show PLAN` has it.")
    }
    let files = reviewed.filter { ReviewID($0) == nil }
    return ReviewedPlans(
      try files.map { ($0, try PlanFile.statement($0)) }, ids: reviewed.compactMap { ReviewID($0) },
      stating: StatementText.statement)
  }
}

/// Several targets in one run.
struct TargetsOption: ParsableArguments {
  @Flag(name: .customLong("all-targets"), help: "Every target of keyform.yaml.")
  var all = false
}

/// From which severity on findings end a run with exit code 1.
struct FailOnOption: ParsableArguments {
  @Option(name: .customLong("fail-on"), help: "Exit 1 from this severity on.")
  var failOn = Level.error

  enum Level: String, ExpressibleByArgument, CaseIterable {
    case warning, error
  }

  var threshold: SeverityThreshold { SeverityThreshold(failOn == .warning ? .warning : .error) }
}

/// How long to wait for a target that another process holds.
struct LockOption: ParsableArguments {
  @Option(
    name: .customLong("lock-timeout"),
    help: ArgumentHelp("Seconds to wait for a locked target.", valueName: "seconds"))
  var lockTimeout = 30

  func validate() throws {
    guard (0...86_400).contains(lockTimeout) else {
      throw ValidationError("--lock-timeout takes whole seconds from 0 to 86400.")
    }
  }
}
