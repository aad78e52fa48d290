internal import KeyformCatalog
internal import KeyformCore

extension RepositoryLoader {
  /// The keys of other projects, to check references against. Their files are counted behind `count`
  /// of our own.
  func readImports(
    _ project: Project, _ places: FieldPlaces, behind count: Int, _ diagnostics: inout [Diagnostic]
  ) -> (keys: [String: EntrySet<ProductKey>], files: [SourceFile], outside: Set<String>) {
    var imported: [String: EntrySet<ProductKey>] = [:]
    var files: [SourceFile] = []
    var outside = Set<String>()
    for (name, path) in project.imports {
      let folder = path.hasPrefix("/") ? path : root + "/" + path
      // A path may lead outside where the files are trusted; a link may not say that it does.
      if access.leadsOutside(folder), access.isUntrusted || !access.isWrittenOutside(folder) {
        outside.insert(name)
        diagnostics.append(
          importOutside(name, places.place(inFile: "keyform.yaml", path: ["imports", name])))
        continue
      }
      let other = RepositoryLoader(
        root: folder, access: access.around(folder), schemes: schemes, progress: progress.silent
      ).readAsImport()
      if other.name == name, other.isReadable {
        var names = Set<String>()
        let first = Int32(count + files.count)
        let keys = other.files.flatMap(\.contents.keys).filter { names.insert($0.name).inserted }
        imported[name] = EntrySet(keys.map { $0.moved(by: first) })
        files += other.files.map {
          SourceFile(path: path + "/" + $0.file.path, bytes: $0.file.bytes)
        }
        continue
      }
      let found = other.name.isEmpty ? "no project" : "project `\(other.name)`"
      diagnostics.append(
        StructureRule.badImport.diagnostic(
          "import `\(name)`: \(path) holds \(found)",
          "Correct the path in `imports`; the project there must be called \(name).",
          at: places.place(inFile: "keyform.yaml", path: ["imports", name])))
    }
    return (imported, files, outside)
  }

  private func importOutside(_ name: String, _ place: FileLocation?) -> Diagnostic {
    guard access.isUntrusted else {
      return Diagnostic(
        rule: "FILE008", severity: .error,
        summary: "import `\(name)`: a link leads out of the repository",
        detail: """
          Write the path of the project itself. Whoever runs Keyform may allow the folder: \
          --allow-outside DIR.
          """, place: place, isStructural: true)
    }
    return Diagnostic(
      rule: StructureRule.notChecked.rawValue, severity: .info,
      summary: "import `\(name)` was not checked: it lies outside the repository",
      detail: "With --untrusted nothing outside is read. A plan asks the target.", place: place)
  }

  /// The project below the root as another one imports it; `name` is empty where there is none.
  private func readAsImport() -> (
    name: String, files: [(file: SourceFile, contents: FileContents)], isReadable: Bool
  ) {
    var diagnostics: [Diagnostic] = []
    var files: [SourceFile] = []
    let project = readProject(&files, &diagnostics)
    guard project.isPresent else { return ("", [], false) }
    let walk = walk(project.value, &diagnostics).walk
    let catalog = readCatalog(walk.catalog, walk.links, &files, &diagnostics).catalog
    let resources = readResources(walk.resources, walk.links, project.value.name, catalog)
    return (project.value.name, resources, !diagnostics.contains(where: \.isOfUnreadableFile))
  }
}
