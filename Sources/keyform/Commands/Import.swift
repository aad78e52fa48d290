internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct Import: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a repository from what a target holds.",
    discussion: """
      Keys by kind and product, rollouts, hosts and directories, in the canonical form of the \
      files; a plan in the new repository finds nothing to change. Values of secret keys are never \
      written: the files say where to read them, tail and check value say which they are. Rows \
      that files cannot say are named, and nothing is written then (exit 7).
      """)

  @Option(
    help: ArgumentHelp("The new folder; an empty one may be there.", valueName: "dir"),
    completion: .directory)
  var into = "imported"
  @Option(
    help: ArgumentHelp("The project; the repository's own, or the only one.", valueName: "name"))
  var project: String?
  @Flag(help: "Unmanaged rows, as entries that the project would adopt.") var unmanaged = false
  @Flag(help: "Every project, each in a folder of its own.") var all = false
  @Option(
    help: "Where the files say that secrets are: environment variables, files, or stop (exit 4).")
  var secrets = SecretPlaces.env
  @OptionGroup var options: CommonOptions<WrittenReport>
  @OptionGroup var lock: LockOption

  func validate() throws {
    guard !all || project == nil && !unmanaged else {
      throw ValidationError("--all takes neither --project nor --unmanaged.")
    }
  }

  func execute() throws {
    let folder = try NewFolder(into)
    let context = options.context(lock)
    let source = try TargetWithOwners(context, target: options.targets)
    let importers = try importers(source, context)
    var report = WrittenReport("import")
    for importer in importers {
      let place = all ? importer.project : ""
      let (files, notes) = try importer.write(to: folder, at: place)
      for row in importer.stored.unreadable where importer.owner.isEmpty {
        Output.note("\(row.shown) cannot be read and is left out: \(row.problem)")
      }
      for note in notes { Output.note("keyform: \(note)") }
      let path = place.isEmpty ? into : into + "/" + place
      let whose = importer.owner.isEmpty ? "unmanaged rows" : "project \(importer.project)"
      report.files.append(path)
      report.lines.append(
        "Wrote \(whose) to \(path): \(counted(files, "file")) with \(importer.inventory.counts).")
      if !options.quiet { report.left += hints(importer, path) }
    }
    try context.checkCancelled()
    try folder.commit()
    try options.presentation(of: source.repository).show(report)
    if all, source.owners.contains(""), !options.quiet {
      Output.note("Unmanaged rows were left out: keyform inventory --unmanaged lists them.")
    }
  }

  private func importers(
    _ source: TargetWithOwners, _ context: RunContext
  ) throws -> [Importer] {
    func importer(_ owner: String, _ project: String) throws -> Importer {
      try Importer(source, owner: owner, project: project, places: secrets, context)
    }
    if all {
      let owners = source.owners.filter { !$0.isEmpty }
      guard !owners.isEmpty else { return [try importer(try source.owner(nil), "")] }
      return try owners.map { try importer($0, $0) }
    }
    guard unmanaged else {
      let owner = try source.owner(project)
      return [try importer(owner, owner)]
    }
    guard source.owners.contains("") else {
      throw Failure(
        .usage, "\(source.choice.description.shown) holds no unmanaged rows",
        "Leave --unmanaged out to import a project.")
    }
    return [try importer("", try adopter(source))]
  }

  /// The project that the unmanaged rows are written for.
  private func adopter(_ source: TargetWithOwners) throws -> String {
    let named = source.owners.filter { !$0.isEmpty }
    if let name = project ?? source.repository?.project.name { return name }
    guard named.count == 1 else {
      throw Failure(
        .usage, "which project shall adopt the unmanaged rows?", "Name it with --project.")
    }
    return named[0]
  }

  /// What to do next.
  private func hints(_ importer: Importer, _ path: String) -> [String] {
    let places = importer.secrets.map { reference in
      switch reference {
      case .environment(let name): name
      case .file(let file), .entry(let file, _): file
      }
    }
    var lines: [String] = []
    if let first = places.first {
      let more = places.count > 1 ? " and \(places.count - 1) more" : ""
      lines.append("Secrets are expected in \(first)\(more); a plan does not need them.")
    }
    lines.append(
      importer.isPart
        ? "Next: move it into the repository of project \(importer.project); a plan there adopts the rows."
        : "Next: keyform plan -C \(ShellWord.quoted(path))")
    return lines
  }
}

extension SecretPlaces: ExpressibleByArgument {}
