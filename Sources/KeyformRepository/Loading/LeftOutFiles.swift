internal import KeyformCatalog
internal import KeyformCore

extension RepositoryLoader {
  /// The repository with what it leaves out and `former` would have read: files of entries, by its
  /// `include` and its `.keyformignore`, and other projects, by its `imports`; nil: there is nothing.
  ///
  /// Its diagnostics are those of such files alone, as far as `former` has them too: what is wrong
  /// with others is nobody's matter while nothing reads them.
  package func restoring(
    _ repository: LoadedRepository, leftOutSince former: LoadedRepository
  ) -> LoadedRepository? {
    let restored = restoringFiles(of: repository, leftOutSince: former)
    let added = restored?.diagnostics ?? []
    return importing(restored ?? repository, as: former, added) ?? restored
  }

  /// With what the paths of former `imports` hold now. One that holds no such project any more says
  /// nothing; imports that are new stay.
  private func importing(
    _ repository: LoadedRepository, as former: LoadedRepository, _ diagnostics: [Diagnostic]
  ) -> LoadedRepository? {
    let now = repository.project
    var project = now
    project.imports = former.project.imports.filter { old in !now.imports.contains { $0 == old } }
    if project.imports.isEmpty { return nil }
    var others: [Diagnostic] = []
    let read = readImports(
      project, former.places, behind: repository.files.count + repository.importedFiles.count,
      &others)
    return read.keys.isEmpty ? nil : repository.importing(read.keys, read.files, diagnostics)
  }

  private func restoringFiles(
    of repository: LoadedRepository, leftOutSince former: LoadedRepository
  ) -> LoadedRepository? {
    guard
      former.project.include != repository.project.include
        || former.ignoreFile?.bytes != repository.ignoreFile?.bytes
    else { return nil }
    var walk = FileScanner(
      root: root, include: former.project.include,
      ignored: former.ignoreFile.map {
        IgnorePatterns(String(decoding: $0.bytes, as: UTF8.self))
      } ?? IgnorePatterns(), access, isCancelled: { [progress] in progress.isCancelled })
    walk.run()
    let read = repository.resourcePaths
    let paths = walk.resources.filter { !read.contains($0) }
    if paths.isEmpty { return nil }
    let known = former.resourcePaths
    let restored = readResources(
      paths, walk.links, repository.project.name, repository.catalog
    ).map { file, contents in
      var contents = contents
      if !known.contains(file.path) { contents.diagnostics = [] }
      return (file: file, contents: contents)
    }
    return repository.adding(restored)
  }
}

extension LoadedRepository {
  fileprivate var resourcePaths: Set<String> { Set(files.prefix(resourceCount).map(\.path)) }

  /// The same with further files of entries behind its own: of two entries with one name its own stays.
  fileprivate func adding(
    _ added: [(file: SourceFile, contents: FileContents)]
  ) -> LoadedRepository {
    let first = Int32(resourceCount)
    let own = files[..<resourceCount] + added.map(\.file)
    return LoadedRepository(
      root: root, access: access, project: project, catalog: catalog,
      files: Array(own + files[resourceCount...]),
      contents: contents + added.map { $0.contents.moved(by: first) },
      imported: imported.mapValues { keys in
        EntrySet(sorted: keys.entries.map { $0.moved(by: Int32(added.count)) })
      }, importsOutside: importsOutside, diagnostics: added.flatMap(\.contents.diagnostics),
      overrides: overrides.map { $0.behind(files: added.count) }, importedFiles: importedFiles,
      ignoreFile: ignoreFile)
  }

  /// The same with keys of other projects in the place of those of the same projects.
  fileprivate func importing(
    _ keys: [String: EntrySet<ProductKey>], _ files: [SourceFile], _ diagnostics: [Diagnostic]
  ) -> LoadedRepository {
    LoadedRepository(
      root: root, access: access, project: project, catalog: catalog, files: self.files,
      contents: contents, imported: imported.merging(keys) { $1 },
      importsOutside: importsOutside.subtracting(keys.keys), diagnostics: diagnostics,
      overrides: overrides, importedFiles: importedFiles + files, ignoreFile: ignoreFile)
  }
}
