package import KeyformCore

/// What an entry says of its own judgement, and where its secret is read from.
package struct GuardedEntry: Sendable {
  /// Nothing but the reference: a change of every file has two for each entry.
  private let entity: Entity

  fileprivate init(_ entity: Entity) { self.entity = entity }

  package var address: Address { entity.address }
  /// The address that it had before (`was:`).
  package var formerAddress: Address? { entity.entry.was.map { Address(entity.kind, $0) } }
  package var origin: EntryOrigin { entity.origin }
  package var ignores: [Ignore] { entity.entry.ignores }
  package var secret: SecretReference? { key?.secret }
  package var isProtected: Bool { entity.entry.isProtected }
  /// Of a key.
  package var sharedWith: [String] { key?.value.sharedWith ?? [] }

  private var key: Entry<ProductKey>? {
    if case .key(let entry) = entity { entry } else { nil }
  }

  package var saysAnything: Bool {
    !ignores.isEmpty || secret != nil || isProtected || !sharedWith.isEmpty
  }

  /// Whether both are judged alike and read their secrets from one place.
  package func saysTheSame(as other: GuardedEntry) -> Bool {
    isProtected == other.isProtected && ignores == other.ignores && secret == other.secret
      && sharedWith == other.sharedWith
  }
}

extension LoadedRepository {
  /// The entries of all files but those that `other` has with the same bytes, moved or not, in the
  /// order of the files.
  package func guardedEntries(besides other: LoadedRepository) -> [GuardedEntry] {
    var collector = Collector()
    for place in placesOfFiles(besides: other) {
      collector.contents = contents[place]
      EntityKind.visitAll(&collector)
    }
    return collector.entries
  }

  /// Each file of `other` stands for one of ours, that of the same path if it can.
  private func placesOfFiles(besides other: LoadedRepository) -> [Int] {
    let known = Dictionary(
      other.files.prefix(other.contents.count).enumerated().map { ($0.element.path, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var places: [Int] = []
    var taken = Set<Int>()
    for (place, file) in files.prefix(contents.count).enumerated() {
      if let index = known[file.path], other.files[index].bytes == file.bytes {
        taken.insert(index)
      } else {
        places.append(place)
      }
    }
    if places.isEmpty { return [] }
    // Files that only moved share their bytes, so comparing them costs nothing.
    var left = Dictionary(
      grouping: other.files.prefix(other.contents.count).enumerated().lazy
        .filter { !taken.contains($0.offset) }.map(\.element.bytes), by: \.count)
    return places.filter { place in
      let bytes = files[place].bytes
      guard let index = left[bytes.count]?.firstIndex(of: bytes) else { return true }
      left[bytes.count]?.remove(at: index)
      return false
    }
  }

  private struct Collector: EntriesVisitor {
    var contents = FileContents()
    var entries: [GuardedEntry] = []

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      for entry in contents[keyPath: list] { entries.append(GuardedEntry(Value.entity(entry))) }
    }
  }

  /// The waivers of all files, in their order.
  package var waivers: [Waiver] { contents.flatMap(\.waivers) }

  /// How many entries of the repository's own catalogue stand in a file.
  package func overrideCount(inFile path: String) -> Int {
    overrides.count { place(of: $0.origin)?.file == path }
  }

  /// The files of the repository's own catalogue.
  package var catalogFiles: [SourceFile] {
    files.dropFirst(contents.count).filter {
      $0.path.hasPrefix("catalog/") && !$0.path.hasSuffix(".sql")
    }
  }
}
