internal import ArgumentParser
internal import KeyformCore
internal import KeyformReport

struct Drift: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what changed in the target behind our back, or take it into the files.",
    discussion: """
      For every difference between files and target it tells, by the journal, whether the file \
      changed since the last apply, the target did, or both, with the last commit of the line and \
      the last writer of the row. Exit 6 where the target changed; changes of the files alone wait \
      for an apply and are no drift. With --adopt the target's values are written into the files, \
      and no other byte of them changes.
      """)

  @Argument(
    help: ArgumentHelp(
      "Only these entries. With --adopt also where file and target both changed.",
      valueName: "address"))
  var addresses: [String] = []
  @Flag(help: "Write what the target holds into the files.") var adopt = false
  @OptionGroup var options: CommonOptions
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption

  func validate() throws {
    for text in addresses where Address(text) == nil {
      throw ValidationError("`\(text)` is no address: write kind/name, such as key/win11-ent-mak.")
    }
  }

  func run() throws {
    let round = try PlanningRound(
      options, .none, PlanRequest(only: [], allowed: []), lockTimeout: lock.lockTimeout, failOn)
    if round.isForSeveral {
      throw Failure(.usage, "drift works on one target at a time", "Name one with --target.")
    }
    let planning = try round.single(options)
    let named = addresses.compactMap { Address($0) }
    try planning.known.check(named)
    let reading = try DriftReading(planning, only: Set(named))
    let presentation = Presentation(options, repository: reading.planning.repository)
    if adopt {
      try DriftAdoption(reading, named: !addresses.isEmpty, presentation).run()
      return
    }
    try presentation.show(reading.report(), next: next)
    if !reading.drifted.isEmpty { throw ExitStatus.drift }
  }

  private var next: String? {
    if options.quiet { return nil }
    return """
      Take the target's values into the files with `keyform drift --adopt`, or put back what the \
      files say with `keyform plan` and `keyform apply`.
      """
  }
}

extension Presentation {
  fileprivate func show(_ report: DriftReport, next: String?) throws {
    Progress.clear()
    switch options.format {
    case .text:
      try DriftText(style: style, masking: masking, next: next).write(report, to: Output.write)
    case .json: try DriftJSON(masking: masking).write(report, to: Output.write)
    }
  }
}
