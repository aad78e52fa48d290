internal import Glibc
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// How a command shows what it found: style of the terminal, masking, lines of the sources.
struct Presentation {
  let options: CommonOptions
  let masking: Masking
  private let repository: LoadedRepository?

  init(_ options: CommonOptions, repository: LoadedRepository?) {
    self.options = options
    self.repository = repository
    let catalog = repository?.catalog ?? .builtIn()
    masking = Masking { catalog.publicKey($0) != nil }
  }

  var style: TextStyle {
    TextStyle(colour: options.isColored ? .ansi : .plain, width: Self.width)
  }

  /// Columns of the terminal; 100 in a pipe.
  private static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 100 }
    return Int(size.ws_col)
  }

  var diagnosticText: DiagnosticText {
    DiagnosticText(
      style: style, masking: masking,
      excerpt: Output.isTerminal ? { repository?.line(at: $0) } : nil)
  }

  func show(_ diagnostics: [Diagnostic], fixes: [Fix] = [], diff: String? = nil) throws {
    Progress.clear()
    switch options.format {
    case .text: try diagnosticText.write(worthShowing(diagnostics), to: Output.write)
    case .json:
      try ValidateOutcome.document.write(
        ValidateOutcome(
          project: repository?.project.name, catalog: repository?.catalog.digest ?? "",
          toolVersion: ToolVersion.text, today: options.clock,
          targets: repository?.project.targets.map(\.name) ?? [],
          files: repository?.files.count ?? 0, entries: repository?.entryCount ?? 0,
          diagnostics: diagnostics, fixes: fixes, diff: diff), masking, to: Output.write)
    }
  }

  /// `isSaved`: the plan is in a file besides, and --quiet tells what keeps it from being applied alone.
  func show(_ plan: Plan, _ origin: PlanText.Origin, next: String?, isSaved: Bool = false) throws {
    if options.quiet, isSaved, !plan.isWorthTelling { return }
    Progress.clear()
    switch options.format {
    case .text:
      let text = PlanText(
        style: style, masking: masking, diagnostics: diagnosticText, origin: origin, next: next)
      if options.quiet, isSaved {
        try text.writeConcerns(worthShowing(plan), to: Output.write)
      } else {
        try text.write(worthShowing(plan), to: Output.write)
      }
    case .json: _ = try PlanJSON(masking: masking).write(plan, to: Output.write)
    }
  }

  /// The plan for people on standard error, where the result is for programs.
  func showAside(_ plan: Plan) throws {
    Progress.clear()
    try PlanText(style: TextStyle(), masking: masking, diagnostics: diagnosticText)
      .write(worthShowing(plan), to: Output.aside)
  }

  /// The plans of several targets: one report, and at its end what became of each.
  /// `isSaved` as for one plan.
  func show(_ run: PlanRun, isSaved: Bool = false) throws {
    if options.quiet, isSaved, !run.isWorthTelling { return }
    Progress.clear()
    switch options.format {
    case .json:
      try PlanOutcome.document.write(run.outcomes.map(\.reported), masking, to: Output.write)
    case .text:
      for outcome in run.outcomes {
        switch outcome.result {
        case .success(let planned):
          if options.quiet, isSaved, !planned.plan.isWorthTelling { continue }
          try show(planned.plan, PlanText.Origin(planned.choice), next: nil, isSaved: isSaved)
        case .failure(let unsound as UnsoundRepository): try show(unsound.diagnostics)
        case .failure: continue
        }
        try Output.line("")
      }
      try Output.line("\(counted(run.outcomes.count, "target")):")
      for outcome in run.outcomes {
        try Output.line("  \(outcome.summary)", masking)
      }
    }
  }

  /// With --quiet advice is left out of text; JSON always has the same content.
  private func worthShowing(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    options.quiet ? diagnostics.filter { $0.severity > .info } : diagnostics
  }

  private func worthShowing(_ plan: Plan) -> Plan {
    guard options.quiet else { return plan }
    return plan.with(worthShowing(plan.diagnostics))
  }
}

extension PlanRun.Outcome {
  fileprivate var reported: PlanOutcome {
    switch result {
    case .success(let planned):
      PlanOutcome(target: choice.description, result: .plan(planned.plan))
    case .failure(let error):
      PlanOutcome(
        target: choice.description,
        result: .failure(
          Self.reason(error), (error as? UnsoundRepository)?.diagnostics ?? [],
          status: Int(ExitStatus(of: error).rawValue)))
    }
  }
}

extension PlanRun {
  /// Whether one of the plans is worth telling though all are in files, or there is none.
  fileprivate var isWorthTelling: Bool {
    outcomes.contains { (try? $0.result.get().plan.isWorthTelling) ?? true }
  }
}

extension PlanText.Origin {
  /// Of a plan that was made or judged now.
  init(_ choice: TargetChoice) { self = choice.isMissing ? .runWithoutFile : .run }
}
