internal import KeyformCore
package import KeyformRepository

/// Where the branch that is checked out began: what its files want and those of the base do not is
/// its own change.
package struct BranchBase: Sendable {
  private let revision: RevisionOfRepository
  private let context: RunContext
  /// What keyform.yaml of the base says.
  private let project: Project

  /// The point where HEAD left a revision. Throws a ``Failure`` where version control cannot tell.
  init(_ name: String, of project: Project, _ run: RunContext) throws {
    let context = run.withoutSecrets
    let sources = try context.history.sources(of: ComparedRange(base: name), in: context.directory)
    revision = try ReviewRun.home(sources.before, of: project.name, context)
    self.context = context
    self.project = context.reading(revision).loader.peekProject()
  }

  /// The base that a saved plan was told by; nil where it is no commit that HEAD descends from.
  init?(of header: Plan.Header, in project: Project, _ run: RunContext) {
    guard let base = header.base, SourceRevision.isObjectID(base.commit),
      let found = try? BranchBase(base.commit, of: project, run),
      found.revision.commit == base.commit
    else { return nil }
    self = found
  }

  /// Ends the run where the files have another URL for the target than the base has, and the
  /// operator names none: the branch would say where its own plan is made.
  func check(_ choice: TargetChoice) throws {
    guard !choice.source.isOperators else { return }
    let name = choice.description.name
    let former = project.targets.first { $0.name == name }
    let isSame = name == nil ? project.targets.isEmpty : (former?.url).isExactly(choice.url)
    if isSame { return }
    let what =
      if let name {
        former == nil
          ? "target `\(name)` is not in keyform.yaml at the base"
          : "the URL of target `\(name)` is another one at the base"
      } else {
        "keyform.yaml names targets at the base, and none here"
      }
    throw Failure(
      .usage,
      "\(what), commit \(revision.commit.prefix(12)): the change itself would say where to plan",
      "If it is the right database, name it with --target \(name.map { "\($0)=URL" } ?? "URL").")
  }

  /// Reads the files of the base, as far as those of `repository` are not the same.
  package func read(beside repository: LoadedRepository) throws -> ReadBase {
    let known = KnownContents(of: repository, like: revision.commit)
    let side = try ReviewRun.before(revision, context, knowing: known)
    let problem =
      side.isThere
      ? side.repository.diagnostics.first { $0.isStructural && $0.severity == .error } : nil
    return ReadBase(
      stated: PlanBase(
        name: revision.name, commit: revision.commit, isMergeBase: revision.isMergeBase,
        problem: problem?.line),
      repository: side.repository, beside: repository)
  }
}

/// The files of a base, held against those of the branch.
package struct ReadBase: Sendable {
  let stated: PlanBase
  private let repository: LoadedRepository
  private let own: LoadedRepository

  fileprivate init(stated: PlanBase, repository: LoadedRepository, beside own: LoadedRepository) {
    self.stated = stated
    self.repository = repository
    self.own = own
  }

  /// What both want of the rows that a plan changes; nil where the base could not be read.
  func comparison(of changes: [Change], for choice: TargetChoice) -> BaseComparison? {
    if stated.problem != nil { return nil }
    let former = repository.project.targets.first { $0.name == choice.description.name }
    let rows = Set(changes.map(\.address))
    let wanted = own.entries(at: rows, in: choice.include)
    var names = rows
    for change in changes {
      if let name = change.formerName { names.insert(Address(change.address.kind, name)) }
      if let address = wanted[change.address]?.formerAddress { names.insert(address) }
    }
    let before = repository.entries(at: names, in: former?.include ?? choice.include)
    var wishes: [Address: (base: BaseComparison.Wish, head: BaseComparison.Wish)] = [:]
    wishes.reserveCapacity(changes.count)
    for change in changes {
      let address = change.address
      let head = wanted[address]
      let former = change.formerName.map { Address(address.kind, $0) } ?? head?.formerAddress
      let entry = before[address] ?? (head == nil ? nil : former).flatMap { before[$0] }
      wishes[address] = (
        Self.wish(entry, address, repository.project), Self.wish(head, address, own.project)
      )
    }
    return BaseComparison(wishes)
  }

  private static func wish(
    _ entry: Entity?, _ address: Address, _ project: Project
  ) -> BaseComparison.Wish {
    if let entry { return .entry(entry) }
    let text = address.description
    return project.release.contains { $0.matches(text) } ? .released : .nothing
  }
}
