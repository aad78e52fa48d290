internal import KeyformCatalog
internal import KeyformCore

extension RepositoryLoader {
  /// The repository with the files of entries that it leaves out and that `former`, by its `include` and
  /// its `.keyformignore`, would have read; nil: there are none.
  ///
  /// Its diagnostics are those of such files alone, as far as `former` has them too: what is wrong
  /// with others is nobody's matter while nothing reads them.
  package func restoring(
    _ repository: LoadedRepository, leftOutSince former: LoadedRepository
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
}
