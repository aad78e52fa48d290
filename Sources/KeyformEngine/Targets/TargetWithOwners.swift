internal import KeyformCatalog
package import KeyformCore
internal import KeyformQuery
package import KeyformRepository

/// A target with those who have rows in it: what `import` and `inventory` start from. A repository
/// is not needed; where there is one it names project, targets and its own part of the catalogue.
package struct TargetWithOwners {
  package let repository: LoadedRepository?
  package let choice: TargetChoice
  private let target: any DeploymentTarget
  /// Projects that have rows, in byte order; `""` for rows without a project.
  package let owners: [String]
  private let context: RunContext

  /// `wanted` is what `--target` says. Ends the run where there is nothing to read.
  package init(_ context: RunContext, target wanted: TargetRequest) throws {
    self.context = context
    let isRepository = context.loader.isProject
    repository = isRepository ? try context.loadProject() : nil
    let project = repository?.project ?? Project()
    choice = try TargetChoice(wanted, of: project, context)
    let target = try choice.open(context)
    self.target = target
    owners = try choice.asking { try target.projects() }
    if owners.isEmpty { try choice.check(choice.asking { try target.inspect() }) }
  }

  /// As it was written, perhaps with a password.
  var url: String { choice.url }

  package var catalog: ReferenceCatalog { repository?.catalog ?? .builtIn() }

  /// The owner that was asked for, else the repository's project, else the only one there is.
  package func owner(_ wanted: String?) throws -> String {
    let named = owners.filter { !$0.isEmpty }
    if let name = wanted ?? repository?.project.name {
      guard !named.contains(name) else { return name }
      let near = SpellingSuggestion.question(name, in: named)
      throw Failure(
        .usage, "\(choice.description.shown) holds no rows of project `\(name)`\(near)",
        Self.list(of: named))
    }
    guard let only = named.first, named.count == 1 else {
      throw Failure(
        .usage,
        named.isEmpty
          ? "\(choice.description.shown) holds no rows of any project"
          : "\(choice.description.shown) holds rows of several projects",
        named.isEmpty ? Self.list(of: named) : "Name one with --project. " + Self.list(of: named))
    }
    return only
  }

  private static func list(of names: [String]) -> String {
    names.isEmpty
      ? "It holds no project's rows; `keyform inventory --unmanaged` lists unmanaged rows."
      : "It holds rows of \(names.joined(separator: ", "))."
  }

  /// All rows of an owner. Unmanaged ones that cannot be read are left out and named in
  /// ``StoredInventory/unreadable``.
  package func read(_ owner: String) throws -> StoredInventory {
    try choice.asking { try target.read(project: owner, progress: context.progress) }
  }

  /// The last `limit` change sets of an owner's journal, and every item.
  func journal(of owner: String, limit: Int) throws -> JournalContents {
    try choice.asking {
      JournalContents(
        project: owner, sets: try target.history(project: owner, limit: limit),
        items: try target.records(project: owner, of: .all))
    }
  }
}
