internal import KeyformCatalog
internal import KeyformCore
internal import KeyformRules

/// What the rules find in the state that an undo leads to.
struct UndoFindings {
  let repository: LoadedRepository
  let choice: TargetChoice
  let today: CalendarDate
  /// For what the repository silences, and where it says so.
  private let own: Inventory
  let waivers: [Waiver]

  init(_ repository: LoadedRepository, _ choice: TargetChoice, _ options: CommonOptions) {
    self.repository = repository
    self.choice = choice
    today = options.clock
    let state = repository.assemble(for: choice.include) { _ in nil }.state
    own = state.inventory
    waivers = state.waivers
  }

  /// Findings on entries that the changes touch; the rest of the target is not this plan's matter.
  func diagnostics(on changes: [Change], in stored: Inventory) -> [Diagnostic] {
    let next = stored.applying(changes).silenced(as: own)
    let state = DesiredState(
      project: repository.project.name, inventory: next,
      secrets: next.keys.entries.map { _ in .notNeeded })
    let facts = Facts(
      state: state, catalog: repository.catalog, today: today,
      settings: repository.project.rules, domains: repository.project.domains)
    let touched = Blocker.touched(by: changes)
    let found = Linter.run(facts).map { $0.diagnostic(in: repository) }
    let concerned = found.filter { $0.address.map(touched.contains) ?? false }
    return Diagnostic.weighed(concerned, on: changes).sorted(by: Diagnostic.inOrder)
  }
}

extension Inventory {
  /// The same rows with the places and the `ignore:` of the repository's entries.
  fileprivate func silenced(as own: Inventory) -> Inventory {
    Inventory(
      keys: keys.silenced(as: own.keys), deployments: deployments.silenced(as: own.deployments),
      bindings: bindings.silenced(as: own.bindings), hosts: hosts.silenced(as: own.hosts),
      directories: directories.silenced(as: own.directories))
  }
}

extension EntrySet {
  fileprivate func silenced(as own: EntrySet) -> EntrySet {
    EntrySet(
      sorted: entries.map { entry in
        guard let written = own[entry.name] else { return entry }
        return Entry(
          entry.value, origin: written.origin, ignores: written.ignores, secret: entry.secret)
      })
  }
}
