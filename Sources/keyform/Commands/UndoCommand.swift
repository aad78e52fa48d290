internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

struct UndoCommand: KeyformCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Make the plan that takes a change set back.",
    discussion: """
      Writes a plan like any other: it is reviewed, bound to the rows as they are now, and applied \
      with `keyform apply FILE`. What was changed again since is refused by name (exit 4); the \
      others can go with --only.

      The journal keeps no secret values. A key that comes back gets its value from where the \
      repository said at the recorded commit, if tail and check value agree.
      """)

  @Argument(help: ArgumentHelp("Number of the change set.", valueName: "id")) var changeSet: Int
  @Option(help: ArgumentHelp("Where to save the plan.", valueName: "file"), completion: .file())
  var out: String
  @OptionGroup var options: CommonOptions<PlanDocument>
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption
  @OptionGroup var planOptions: PlanOptions

  func execute() throws {
    try PlanFile.checkMayReplace(out)
    let undo = try UndoPlanner(
      changeSet, target: options.targets, options.context(lock), planOptions.selection,
      failOn.threshold)
    guard let plan = undo.plan else {
      let part = planOptions.only.isEmpty ? "" : " of what --only names"
      try Output.line(
        """
        Nothing\(part) is left of change set \(changeSet) in \(undo.choice.description.shown); no \
        plan was written.
        """)
      return
    }
    Output.note(of: undo.sourceNote)
    let presentation = options.presentation(of: undo.repository)
    let saved = try PlanFile.write(plan, to: out, presentation.masking)
    let next = options.quiet ? nil : NextStep.apply(plan, in: out, options: options)
    try presentation.show(PlanDocument.single(plan, .run, next: next, saved: saved))
    if !options.quiet { Output.note(undo.hint) }
    let status = plan.status(failOn.threshold)
    if status != .done { throw status }
  }
}
