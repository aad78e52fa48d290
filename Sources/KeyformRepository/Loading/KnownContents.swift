internal import KeyformCore

/// Files that were decoded already, by the ids that version control has for their bytes: the other
/// side of a comparison has most of them as well.
package struct KnownContents: Sendable {
  private let repository: LoadedRepository
  /// Places among the resource files.
  private let places: [String: Int]

  /// `id` is one of an object of the same repository: it says how ids are made.
  package init(of repository: LoadedRepository, like id: String) {
    self.repository = repository
    let source = repository.access.source
    let ids = AllCores.map(repository.contents.count) { index in
      let file = repository.files[index]
      return source.id(ofFile: repository.root + "/" + file.path)
        ?? BlobDigest.of(file.bytes, like: id)
    }
    places = Dictionary(
      ids.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  package var ids: Set<String> { Set(places.keys) }

  /// The bytes of a file, and what it holds where that need not be read anew.
  func file(
    _ id: String, _ path: String, at index: Int, of project: String, _ catalog: ReferenceCatalog
  ) -> (file: SourceFile, contents: FileContents?)? {
    guard let place = places[id] else { return nil }
    let known = repository.files[place]
    let contents = repository.contents[place]
    let isSame =
      project == repository.project.name && catalog.digest == repository.catalog.digest
      && (path == known.path || contents.diagnostics.isEmpty)
    return (
      file: SourceFile(path: path, bytes: known.bytes),
      contents: isSame ? contents.moved(by: Int32(index - place)) : nil
    )
  }
}

extension FileContents {
  /// The same of a file that stands `count` places further on.
  func moved(by count: Int32) -> FileContents {
    if count == 0 { return self }
    var moving = Moving(contents: self, count: count)
    EntityKind.visitAll(&moving)
    moving.contents.waivers = waivers.map { $0.moved(by: count) }
    return moving.contents
  }

  private struct Moving: EntriesVisitor {
    var contents: FileContents
    let count: Int32

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      guard let list = list as? WritableKeyPath<FileContents, [Entry<Value>]> else { return }
      contents[keyPath: list] = contents[keyPath: list].map { $0.moved(by: count) }
    }
  }
}
