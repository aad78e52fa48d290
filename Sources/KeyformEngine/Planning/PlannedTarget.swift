package import KeyformCatalog
package import KeyformCore

/// A target with the plan that makes it equal to the files.
package struct PlannedTarget: Sendable {
  package let repository: LoadedRepository
  package let choice: TargetChoice
  package let target: any DeploymentTarget
  package let plan: Plan
  /// Secrets that were read on the way, by key name.
  package let secrets: [String: KeyMaterial]
  package let known: AddressBook

  /// Throws an ``UnsoundRepository`` where nothing can be planned from the files.
  init(
    _ sound: CheckedRepository, _ choice: TargetChoice, _ load: TargetLoad,
    _ selection: PlanSelection, _ threshold: SeverityThreshold, source: SourceRevision?,
    _ context: RunContext
  ) throws {
    let checked = sound.informed(by: load.stored.neighbours)
    if let unsound = UnsoundRepository(unplannable: checked, threshold) { throw unsound }
    repository = checked.repository
    self.choice = choice
    target = load.target
    let state = checked.assembled.state
    known = AddressBook(desired: state.inventory, stored: load.stored.inventory)
    let proposed = try ProposedChanges(from: checked, to: load.stored, selection, context)
    let planner = Planner(checked, load, choice.description, context)
    plan = context.lifetime.keep(
      planner.plan(proposed, allowing: selection.allowed, source: source))
    var secrets: [String: KeyMaterial] = [:]
    for (index, entry) in state.inventory.keys.entries.enumerated() where entry.value.isSecret {
      if let key = state.secrets[index].key { secrets[entry.name] = key }
    }
    self.secrets = secrets
  }
}
