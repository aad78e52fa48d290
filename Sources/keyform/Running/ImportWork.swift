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

  /// Whether the files are to go into a repository that there is already: rows of nobody for a
  /// project with rows of its own. Planned alone they would delete those.
  var isPart: Bool {
    owner.isEmpty
      && (source.owners.contains(project) || source.repository?.project.name == project)
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

  /// Writes the files below `place` in the folder and reads them back. A part gets no project file.
  func write(to folder: NewFolder, at place: String, _ options: CommonOptions) throws
    -> (files: Int, notes: [String])
  {
    let catalog = source.catalog
    var check = ImportCheck()
    check.look(at: inventory.entities, Masking { catalog.publicKey($0) != nil })
    try check.end(of: shown)
    let prefix = place.isEmpty ? "" : place + "/"
    let files = RepositoryFiles(catalog: catalog).resources(of: inventory)
    let own = (source.repository?.files ?? []).filter { $0.path.hasPrefix("catalog/") }
    let frame =
      own.map { ($0.path, $0.bytes) } + [projectFile(folder.path + "/" + place, options)]
    for file in files + frame {
      try Interruption.check()
      try folder.write(prefix + file.path, file.bytes)
    }
    check.compare(folder.temporary + "/" + place, with: stored, as: isPart ? project : nil)
    try check.end(of: shown)
    guard !isPart else {
      // The repository that they go into has them.
      for (path, _) in frame { try folder.remove(prefix + path) }
      return (files.count, check.notes)
    }
    try folder.write(prefix + ".gitignore", Array(StarterRepository.ignored.utf8))
    return (files.count + frame.count + 1, check.notes)
  }

  private func projectFile(
    _ folder: String, _ options: CommonOptions
  ) -> RepositoryFiles.File {
    let url = ImportedURL.written(source.url, in: options.directory, for: folder)
    let name = source.choice.description.name ?? ImportedURL.name(of: url)
    return RepositoryFiles.project(
      project, target: RepositoryFiles.isName(name) ? name : "main", url: url)
  }

  private var shown: String {
    owner.isEmpty
      ? "nobody in \(source.choice.description.shown)"
      : "project \(owner) in \(source.choice.description.shown)"
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
