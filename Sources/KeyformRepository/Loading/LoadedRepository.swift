package import KeyformCore
internal import KeyformYAML

/// A repository as it was read: the project file, the catalogue, and the entries of every file.
package struct LoadedRepository: Sendable {
  /// Path of the folder that holds keyform.yaml.
  package let root: String
  /// What of the disk its files may lead to.
  package let access: FileAccess
  package let project: Project
  /// The built-in catalogue with the repository's own additions.
  package let catalog: ReferenceCatalog
  /// The entries of the repository's own catalogue, by place.
  let overrides: [CatalogOverride]
  /// Resource files in byte order of their paths, so that `EntryOrigin.file` is an index; then others.
  /// Of the former side of a comparison they stand where the other side has the same, and a place may
  /// be empty.
  package let files: [SourceFile]
  /// Files of imported projects, which go on behind `files` in the count of `EntryOrigin.file`: messages
  /// alone look into them.
  let importedFiles: [SourceFile]
  /// `.keyformignore`, where there is one.
  package let ignoreFile: SourceFile?
  /// Folders in scope with a keyform.yaml of their own, which are no part of this repository, in byte order
  /// of their paths.
  package let otherProjects: [String]
  let contents: [FileContents]
  /// Keys of the projects in `imports`; those that could not be read are missing.
  let imported: [String: EntrySet<ProductKey>]
  /// Projects of `imports` that lie where nothing may be read, which is told.
  let importsOutside: Set<String>
  /// Structural problems in any file.
  package let diagnostics: [Diagnostic]
  /// Finds fields for messages.
  package let places: FieldPlaces

  init(
    root: String, access: FileAccess, project: Project, catalog: ReferenceCatalog,
    files: [SourceFile], contents: [FileContents], imported: [String: EntrySet<ProductKey>] = [:],
    importsOutside: Set<String> = [], diagnostics: [Diagnostic], overrides: [CatalogOverride] = [],
    importedFiles: [SourceFile] = [], ignoreFile: SourceFile? = nil,
    otherProjects: [String] = []
  ) {
    self.root = root
    self.access = access
    self.importsOutside = importsOutside
    self.project = project
    self.catalog = catalog
    self.files = files
    self.contents = contents
    self.imported = imported
    self.diagnostics = diagnostics
    self.overrides = overrides
    self.importedFiles = importedFiles
    self.ignoreFile = ignoreFile
    self.otherProjects = otherProjects
    places = FieldPlaces(files: files + importedFiles)
  }

  /// Every file that was read, those of imported projects behind the others.
  package var readFiles: [SourceFile] {
    files + importedFiles + (ignoreFile.map { [$0] } ?? [])
  }

  /// The text of a line that a message points at.
  package func line(at place: FileLocation) -> String? {
    let file =
      files.first { $0.path == place.file } ?? importedFiles.first { $0.path == place.file }
    return file?.line(place.line)
  }

  /// The file that `EntryOrigin.file` counts; nil where it is none.
  func file(at index: Int32) -> SourceFile? {
    let place = Int(index)
    if files.indices.contains(place) { return files[place] }
    let rest = place - files.count
    return importedFiles.indices.contains(rest) ? importedFiles[rest] : nil
  }

  /// The repository's policies: `policies/*.sql`, by path.
  package var policies: [SourceFile] { files.filter { $0.path.hasSuffix(".sql") } }

  /// So many of `files`, from the first on, are files of entries.
  package var resourceCount: Int { contents.count }

  /// Entries of all files, duplicates included.
  package var entryCount: Int { contents.reduce(0) { $0 + $1.count } }

  /// So many entries stand in files below a folder, duplicates included.
  package func entryCount(below folder: String) -> Int {
    zip(files, contents).reduce(0) { count, next in
      let (file, contents) = next
      return file.path.utf8.starts(with: (folder + "/").utf8) ? count + contents.count : count
    }
  }

  /// Files that could not be read at all: the run ends with exit code 7.
  package var hasUnreadableFiles: Bool { diagnostics.contains(where: \.isOfUnreadableFile) }
}

extension LoadedRepository {
  /// Files of YAML that have no tree of nodes: damaged ones, and those with what is refused.
  package var unparsedFiles: [String] {
    let suspects = Set(
      diagnostics.filter { $0.rule.hasPrefix("YAML") }.compactMap { $0.place?.file })
    if suspects.isEmpty { return [] }
    return files.filter { suspects.contains($0.path) && NodeTree($0.bytes) == nil }.map(\.path)
  }

  /// The bytes of a file as they were read.
  package func bytes(ofFile file: Int32) -> [UInt8] {
    files.indices.contains(Int(file)) ? files[Int(file)].bytes : []
  }

  /// Tail and check value as the file says them, before a secret filled them in.
  package func writtenIdentity(of entry: Entry<ProductKey>) -> KeyIdentity? {
    guard contents.indices.contains(Int(entry.origin.file)) else { return nil }
    return contents[Int(entry.origin.file)].keys
      .first { $0.name == entry.name && $0.origin == entry.origin }?.value.identity
  }
}

extension LoadedRepository {
  package var ownCatalog: OwnCatalog {
    overrides.isEmpty ? .none : OwnCatalog(overrides: overrides, productsInUse: productsInUse)
  }

  /// Slugs of the products that entries of any target's set name.
  private var productsInUse: Set<String> {
    var products = Set<String>()
    func note(_ ids: [ProductID]) {
      for id in ids { products.insert(id.product) }
    }
    for file in contents {
      for key in file.keys { note(key.value.products) }
      for entry in file.deployments {
        let deployment = entry.value
        let single = [deployment.os, deployment.fromEdition, deployment.virtualizationHost]
        note(single.compactMap(\.self) + deployment.image + deployment.office)
      }
      for host in file.hosts { note(host.value.os.map { [$0] } ?? []) }
    }
    return products
  }
}

extension Diagnostic {
  var isOfUnreadableFile: Bool { rule.hasPrefix("FILE") && severity == .error }
}

extension LoadedRepository: FindingPlaces {
  package func place(of origin: EntryOrigin) -> FileLocation? {
    guard let file = file(at: origin.file) else { return nil }
    return FileLocation(file: file.path, line: Int(origin.line), column: Int(origin.column))
  }

  /// The place of the field, or of its nearest part that is written.
  package func place(of finding: Finding) -> FileLocation? {
    if finding.address == nil, finding.field.isEmpty { return place(of: finding.origin) }
    return places.place(finding.origin, finding.address, finding.field)
  }

  package func place(of related: Finding.RelatedEntry) -> FileLocation? {
    if related.field.isEmpty { return place(of: related.origin) }
    return places.place(related.origin, related.address, related.field)
  }
}

/// A file of the repository as it was read: every place in a message refers to these bytes.
package struct SourceFile: Sendable {
  /// Relative to the root.
  package let path: String
  package let bytes: [UInt8]

  /// A line, counted from 1, without its end; nil behind the last one.
  package func line(_ number: Int) -> String? {
    var current = 1
    var start = 0
    while current < number {
      guard let end = bytes[start...].firstIndex(of: 10) else { return nil }
      start = end + 1
      current += 1
    }
    var end = bytes[start...].firstIndex(of: 10) ?? bytes.endIndex
    if end > start, bytes[end - 1] == 13 { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
