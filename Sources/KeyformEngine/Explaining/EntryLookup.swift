package import KeyformCore
package import KeyformRepository

/// All that is known of one entry: what the repository says, and who wrote its row last where a
/// target can be asked.
package struct EntryLookup {
  private let address: Address
  private let context: RunContext
  private let checked: CheckedRepository
  private let target: Asked

  /// What became of finding a target.
  private enum Asked {
    /// Whoever names it wants to know of it: then it has to answer.
    case choice(TargetChoice, isNamed: Bool)
    case none(String)
  }

  package init(_ address: Address, target wanted: TargetRequest, _ context: RunContext) throws {
    self.address = address
    self.context = context
    let repository = try context.loadProject()
    var include: [String] = []
    do {
      let choice = try TargetChoice(wanted, of: repository.project, context)
      target = .choice(choice, isNamed: !wanted.isEmpty)
      include = choice.include
    } catch let failure as Failure where wanted.isEmpty {
      // Several targets and none of them named, or none that may be opened: what is the same for
      // all can be told.
      target = .none(
        failure.lines.isEmpty ? "\(failure.summary); \(failure.hint)" : failure.summary)
      include = (try? TargetChoice.include(wanted, of: repository.project, context)) ?? []
    }
    checked = CheckedRepository(repository, include: include, context.withoutSecrets)
  }

  package var repository: LoadedRepository { checked.repository }

  /// Throws a ``Failure`` where there is no such entry.
  package func explanation() throws -> EntryExplanation {
    let state = checked.assembled.state
    let entity = state.inventory[address]
    let lastChange = entity == nil ? nil : try lastChange()
    if let entity, let lastChange,
      let explanation = EntryExplanation(
        of: address, in: state.inventory, others: state.imported, catalog: repository.catalog,
        today: context.today, place: repository.place(of: entity.origin),
        diagnostics: checked.diagnostics, lastChange: lastChange)
    {
      return explanation
    }
    let near = EntryExplanation.near(address, in: state.inventory)
    throw Failure(
      .usage, "there is no \(address)" + (near.map { "; did you mean \($0)?" } ?? ""),
      "The repository in \(context.directory) does not define it for this target.")
  }

  private func lastChange() throws -> LastChange {
    switch target {
    case .none(let why): return .notAsked(why)
    case .choice(let choice, isNamed: true):
      guard let change = try lastChange(choice) else { throw choice.absence }
      return change
    case .choice(let choice, isNamed: false):
      // The answer is in the files: one that cannot be asked is no reason to fail.
      let name = choice.description.shown
      do {
        return try lastChange(choice) ?? .notAsked(choice.absence.summary)
      } catch let failure as Failure {
        return .unreachable(name, reason: failure.summary)
      } catch {
        return .unreachable(name, reason: "it gave no answer")
      }
    }
  }

  /// Nil where there is nothing to read.
  private func lastChange(_ choice: TargetChoice) throws -> LastChange? {
    let target = try choice.open(context.waiting(0))
    let project = repository.project.name
    return try choice.asking {
      guard case .ready = try target.inspect() else { return nil }
      let name = choice.description.shown
      return try target.lastWriter(project: project, of: address).map { .known(name, $0) }
        ?? .none(name)
    }
  }
}
