internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// The rows of one owner as a repository.
struct ImportWork {
  let source: OwnedTarget
  /// Whose rows; `""` is nobody.
  let owner: String
  /// The project that the files are of.
  let project: String
  let stored: StoredInventory
  let inventory: Inventory

  init(
    _ source: OwnedTarget, owner: String, project: String, places: SecretPlaces,
    _ options: CommonOptions
  ) throws {
    guard RepositoryFiles.isName(project) else {
      throw Failure(
        .couldNotRun, "`\(project)` is no name that a project may have in a file",
        "Rename it in the database, or import the others one by one with --project.")
    }
    self.source = source
    self.owner = owner
    self.project = project
    stored = try source.read(owner, options.progress)
    var inventory = stored.inventory
    inventory.keys = StoredKeys.entries(of: stored, places: places)
    self.inventory = inventory
    if places == .refuse { try refuseSecrets() }
  }

  /// The secrets that have to be provided, as files refer to them.
  var secrets: [SecretReference] { inventory.keys.entries.compactMap(\.secret) }

  private func refuseSecrets() throws {
    let names = inventory.keys.entries.indices
      .filter { inventory.keys.entries[$0].value.isSecret && stored.materials[$0] != nil }
      .map { inventory.keys.entries[$0].value.address.description }
    guard let first = names.first else { return }
    let more = names.count > 1 ? " and \(names.count - 1) more" : ""
    throw Failure(
      .refused, "\(first)\(more) would need a place for the secret",
      "Nothing was written. With --secrets env or --secrets file they get one.")
  }

  /// Writes the files below `place` in the folder and reads them back.
  func write(to folder: NewFolder, at place: String, _ options: CommonOptions) throws
    -> (files: Int, notes: [String])
  {
    let catalog = source.catalog
    var check = ImportCheck()
    check.look(at: inventory.entities, Masking { catalog.publicKey($0) != nil })
    try check.end(of: shown)
    let prefix = place.isEmpty ? "" : place + "/"
    var files = RepositoryFiles(catalog: catalog).resources(of: inventory)
    files += (source.repository?.files ?? []).filter { $0.path.hasPrefix("catalog/") }
      .map { ($0.path, $0.bytes) }
    let url = ImportedURL.written(
      source.url, in: options.directory, for: folder.path + "/" + place)
    files.append(RepositoryFiles.project(project, target: targetName(url), url: url))
    files.append((".gitignore", Array(StarterRepository.ignored.utf8)))
    for file in files {
      try Interruption.check()
      try folder.write(prefix + file.path, file.bytes)
    }
    check.compare(folder.temporary + "/" + place, with: stored)
    try check.end(of: shown)
    return (files.count, check.notes)
  }

  private var shown: String {
    owner.isEmpty
      ? "nobody in \(source.choice.description.shown)"
      : "project \(owner) in \(source.choice.description.shown)"
  }

  private func targetName(_ url: String) -> String {
    let name = source.choice.description.name ?? ImportedURL.name(of: url)
    return RepositoryFiles.isName(name) ? name : "main"
  }
}

extension Inventory {
  /// All entries, by kind and name.
  var entities: [Entity] {
    keys.entries.map(Entity.key) + deployments.entries.map(Entity.deployment)
      + bindings.entries.map(Entity.binding) + hosts.entries.map(Entity.host)
      + directories.entries.map(Entity.directory)
  }

  /// `2 keys, 1 deployment`: the kinds that are there.
  var counts: String {
    let kinds = [
      (keys.count, "key", "keys"), (deployments.count, "deployment", "deployments"),
      (bindings.count, "binding", "bindings"), (hosts.count, "host", "hosts"),
      (directories.count, "directory", "directories"),
    ]
    return kinds.filter { $0.0 > 0 }.map { "\($0) \($0 == 1 ? $1 : $2)" }.joined(separator: ", ")
  }
}
