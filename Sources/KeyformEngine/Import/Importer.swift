package import KeyformCore
package import KeyformRepository

/// A folder that files are written to before it is put in its place.
package protocol StagingFolder: AnyObject {
  /// Where it is to be, without a slash at the end.
  var path: String { get }
  /// Where it is made.
  var temporary: String { get }

  func write(_ name: String, _ bytes: [UInt8]) throws
  /// Removes a file, and the folder that it was alone in.
  func remove(_ name: String) throws
}

/// The rows of one owner as a repository.
package struct Importer {
  private let source: TargetWithOwners
  /// Whose rows; `""`: those without a project.
  package let owner: String
  /// The project that the files are of.
  package let project: String
  package let stored: StoredInventory
  package let inventory: Inventory
  private let context: RunContext

  package init(
    _ source: TargetWithOwners, owner: String, project: String, places: SecretPlaces,
    _ context: RunContext
  ) throws {
    guard RepositoryFiles.isName(project) else {
      throw Failure(
        .couldNotRun, "`\(project)` is no name that a project may have in a file",
        "Rename it in the database, or import the others one by one with --project.")
    }
    self.source = source
    self.context = context
    self.owner = owner
    self.project = project
    stored = try source.read(owner)
    if stored.isPreview {
      throw Failure(
        .couldNotRun, "\(source.choice.description.shown): the role reads no values of keys",
        """
        Nothing was written: without them files would say less than the target holds. Import with \
        the rights of keyform_planner.
        """)
    }
    var inventory = stored.inventory
    inventory.keys = StoredKeys.entries(of: stored, places: places)
    self.inventory = inventory
    if places == .refuse { try refuseSecrets() }
  }

  /// Whether the files are to go into a repository that there is already: unmanaged rows for a
  /// project with rows of its own. Planned alone they would delete those.
  package var isPart: Bool {
    owner.isEmpty && (source.owners.contains(project) || source.repository?.project.name == project)
  }

  /// The secrets that have to be provided, as files refer to them.
  package var secrets: [SecretReference] { inventory.keys.entries.compactMap(\.secret) }

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
  package func write(
    to folder: any StagingFolder, at place: String
  ) throws -> (files: Int, notes: [String]) {
    let catalog = source.catalog
    var check = ImportCheck()
    check.look(at: inventory.entities, catalog.masking)
    try check.end(of: shown)
    let prefix = place.isEmpty ? "" : place + "/"
    let files = RepositoryFiles(catalog: catalog).resources(of: inventory)
    let own = (source.repository?.files ?? []).filter { $0.path.hasPrefix("catalog/") }
    let frame = own.map { ($0.path, $0.bytes) } + [projectFile(folder.path + "/" + place)]
    for file in files + frame {
      try context.checkCancelled()
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

  private func projectFile(_ folder: String) -> RepositoryFiles.File {
    let scheme = context.schemes.first { $0.takes(source.url) }
    let url =
      scheme?.url(source.url, readIn: context.directory, writtenIn: folder)
      ?? source.choice.description.url
    let name = source.choice.description.name ?? Self.name(of: url)
    return RepositoryFiles.project(
      project, target: RepositoryFiles.isName(name) ? name : "main", url: url)
  }

  /// A name for a target that has none: that of its file, or of its database.
  private static func name(of url: String) -> String {
    let path = url.prefix { $0 != "?" }.drop { $0 != ":" }.dropFirst()
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    return String(last.prefix { $0 != "." }).lowercased()
  }

  private var shown: String {
    owner.isEmpty
      ? "no project in \(source.choice.description.shown)"
      : "project \(owner) in \(source.choice.description.shown)"
  }
}
