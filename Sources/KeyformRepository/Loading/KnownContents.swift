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

  /// The order in which to read files of these paths, so that each stands where the other side has
  /// the same bytes, or the same path: its entries are shared then. An empty path is a gap.
  func order(of paths: [String], id: (String) -> String?) -> [String] {
    var slots = [String](repeating: "", count: repository.contents.count)
    var others: [String] = []
    for path in paths {
      if let place = id(path).flatMap({ places[$0] }), slots[place].isEmpty {
        slots[place] = path
      } else {
        others.append(path)
      }
    }
    let own = Dictionary(
      repository.files.prefix(slots.count).enumerated().map { ($0.element.path, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for path in others {
      if let place = own[path], slots[place].isEmpty {
        slots[place] = path
      } else {
        slots.append(path)
      }
    }
    return slots
  }

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

  /// What a file with other bytes holds: an entry that the other side has there as well serves both.
  func sharing(_ contents: FileContents, at index: Int) -> FileContents {
    guard index < repository.contents.count else { return contents }
    var sharing = FileContents.Sharing(contents: contents, known: repository.contents[index])
    EntityKind.visitAll(&sharing)
    return sharing.contents
  }
}

extension FileContents {
  fileprivate struct Sharing: EntriesVisitor {
    var contents: FileContents
    let known: FileContents

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      guard let list = list as? WritableKeyPath<FileContents, [Entry<Value>]> else { return }
      let known = known[keyPath: list]
      var next = 0
      contents[keyPath: list] = contents[keyPath: list].map { entry in
        // Both come in the order of their lines.
        while next < known.count, known[next].origin.line < entry.origin.line { next += 1 }
        guard next < known.count, known[next].isSame(as: entry) else { return entry }
        return known[next]
      }
    }
  }

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
