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
    entity.entry === other.entity.entry
      || isProtected == other.isProtected && ignores == other.ignores && secret == other.secret
        && sharedWith.isExactly(other.sharedWith)
  }
}

extension LoadedRepository {
  /// The entries of the files that two repositories do not both have, moved or not, in the order of
  /// the files. Of a file that both have with other bytes, what stands in front and behind and says the
  /// same on both sides is left out: a change of every file is mostly that.
  package static func guardedEntries(
    before: LoadedRepository, after: LoadedRepository
  ) -> (before: [GuardedEntry], after: [GuardedEntry]) {
    let (old, new) = (
      before.placesOfFiles(besides: after), after.placesOfFiles(besides: before)
    )
    let namesakes = Dictionary(
      new.map { (Exact(after.files[$0].path), $0) }, uniquingKeysWith: { first, _ in first })
    var known: [Int: Collector] = [:]
    var collector = Collector()
    for place in old {
      let namesake = namesakes[Exact(before.files[place].path)]
      let other = namesake.map { after.contents[$0] } ?? FileContents()
      var pair = Collector(contents: other, besides: before.contents[place])
      EntityKind.visitAll(&pair)
      collector.entries += pair.others
      if let namesake { known[namesake] = pair }
    }
    var entries: [GuardedEntry] = []
    for place in new {
      var pair = known[place] ?? Collector(contents: after.contents[place], besides: FileContents())
      if known[place] == nil { EntityKind.visitAll(&pair) }
      entries += pair.entries
    }
    return (collector.entries, entries)
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

  /// Of two versions of a file what does not say the same at its beginning or its end.
  private struct Collector: EntriesVisitor {
    var contents = FileContents()
    var besides = FileContents()
    var entries: [GuardedEntry] = []
    /// Of the other version.
    var others: [GuardedEntry] = []

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      var own = contents[keyPath: list][...]
      var other = besides[keyPath: list][...]
      while let first = own.first, let second = other.first, Self.isAlike(first, second) {
        own.removeFirst()
        other.removeFirst()
      }
      while let last = own.last, let second = other.last, Self.isAlike(last, second) {
        own.removeLast()
        other.removeLast()
      }
      entries += own.map { GuardedEntry(Value.entity($0)) }
      others += other.map { GuardedEntry(Value.entity($0)) }
    }

    private static func isAlike<Value: Managed>(
      _ left: Entry<Value>, _ right: Entry<Value>
    ) -> Bool {
      left === right
        || left.name == right.name
          && GuardedEntry(Value.entity(left)).saysTheSame(as: GuardedEntry(Value.entity(right)))
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
