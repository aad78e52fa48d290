internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// Tells all that is known of one entry: what the repository says, and who wrote its row last where
/// a target can be asked.
struct EntryInquiry {
  private let address: Address
  private let options: CommonOptions
  private let session: Session
  private let target: Asked

  /// What became of finding a target.
  private enum Asked {
    case choice(TargetChoice)
    case none(String)
  }

  init(_ address: Address, _ options: CommonOptions) throws {
    self.address = address
    self.options = options
    let repository = try Session.loadProject(options)
    var include: [String] = []
    do {
      let choice = try TargetChoice(options.target, in: repository)
      target = .choice(choice)
      include = choice.include
    } catch let failure as Failure where options.target == nil {
      // Several targets and none of them named: what is the same for all can be told.
      target = .none("\(failure.summary); \(failure.hint)")
    }
    session = Session(repository, include: include, today: options.clock)
  }

  func show() throws {
    let state = session.assembled.state
    guard let entity = state.inventory[address] else {
      let near = EntryExplanation.near(address, in: state.inventory)
      throw Failure(
        .usage, "there is no \(address)" + (near.map { "; did you mean \($0)?" } ?? ""),
        "The repository in \(options.directory) does not define it for this target.")
    }
    let presentation = Presentation(options, repository: session.repository)
    let explanation = EntryExplanation(
      of: address, in: state.inventory, others: state.imported,
      catalog: session.repository.catalog, today: options.clock,
      place: session.repository.place(of: entity.origin), diagnostics: session.diagnostics,
      lastChange: lastChange)
    guard let explanation else { return }
    switch options.format {
    case .text:
      try EntryText(
        style: presentation.style, masking: presentation.masking,
        diagnostics: presentation.diagnosticText
      ).write(explanation, to: Output.write)
    case .json: try Output.write(EntryJSON(masking: presentation.masking).bytes(explanation))
    }
  }

  /// A target that cannot be asked is no reason to fail: the answer is in the files.
  private var lastChange: LastChange {
    switch target {
    case .none(let why): return .notAsked(why)
    case .choice(let choice):
      let name = choice.description.shown
      do {
        let target = try choice.open(lockTimeout: 0)
        let project = session.repository.project.name
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
