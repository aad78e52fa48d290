package import KeyformCatalog
package import KeyformCore

/// All that is known of one entry: what the repository says, and who wrote its row last where a
/// target can be asked.
package struct EntryLookup {
  private let address: Address
  private let context: RunContext
  private let checked: CheckedRepository
  private let target: Asked

  /// What became of finding a target.
  private enum Asked {
    case choice(TargetChoice)
    case none(String)
  }

  /// `wanted` is what `--target` says.
  package init(_ address: Address, target wanted: TargetRequest, _ context: RunContext) throws {
    self.address = address
    self.context = context
    let repository = try context.loadProject()
    var include: [String] = []
    do {
      let choice = try TargetChoice(wanted, of: repository.project, context)
      target = .choice(choice)
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
    let explanation = state.inventory[address].flatMap { entity in
      EntryExplanation(
        of: address, in: state.inventory, others: state.imported, catalog: repository.catalog,
        today: context.today, place: repository.place(of: entity.origin),
        diagnostics: checked.diagnostics, lastChange: lastChange)
    }
    if let explanation { return explanation }
    let near = EntryExplanation.near(address, in: state.inventory)
    throw Failure(
      .usage, "there is no \(address)" + (near.map { "; did you mean \($0)?" } ?? ""),
      "The repository in \(context.directory) does not define it for this target.")
  }

  /// A target that cannot be asked is no reason to fail: the answer is in the files.
  private var lastChange: LastChange {
    switch target {
    case .none(let why): return .notAsked(why)
    case .choice(let choice):
      let name = choice.description.shown
      do {
        let target = try choice.open(context.waiting(0))
        let project = repository.project.name
        guard case .ready = try target.inspect(),
          let writer = try target.lastWriter(project: project, of: address)
        else { return .none(name) }
        return .known(name, writer)
      } catch let error as TargetError {
        return .unreachable(name, reason: Failure(error, of: choice.description).summary)
      } catch let failure as Failure {
        return .unreachable(name, reason: failure.summary)
      } catch {
        return .unreachable(name, reason: "it gave no answer")
      }
    }
  }
}
