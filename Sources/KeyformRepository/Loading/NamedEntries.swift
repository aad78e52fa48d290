package import KeyformCore

extension LoadedRepository {
  /// The entries at these addresses as the files of a target's set write them: no secret is read, no
  /// reference followed. Of two with one name the first in the order of files counts.
  package func entries(
    at addresses: Set<Address>, in include: [String]
  ) -> [Address: Entity] {
    let include = include.map(FileScanner.normalized)
    let wanted = Dictionary(grouping: addresses, by: \.kind).mapValues { Set($0.map(\.name)) }
    let found = AllCores.map(contents.count) { index -> [Entity] in
      guard FileScanner.isIncluded(files[index].path, in: include) else { return [] }
      var lookup = NameLookup(contents: contents[index], wanted: wanted)
      EntityKind.visitAll(&lookup)
      return lookup.found
    }
    return Dictionary(
      found.joined().map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private struct NameLookup: EntriesVisitor {
    let contents: FileContents
    let wanted: [EntityKind: Set<String>]
    var found: [Entity] = []

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      guard let names = wanted[Value.kind] else { return }
      for entry in contents[keyPath: list] where names.contains(entry.name) {
        found.append(Value.entity(entry))
      }
    }
  }
}

extension Entity {
  /// That of `was:`; nil where the entry has none.
  package var formerAddress: Address? {
    let former: String? =
      switch self {
      case .key(let entry): entry.was
      case .deployment(let entry): entry.was
      case .binding(let entry): entry.was
      case .host(let entry): entry.was
      case .directory(let entry): entry.was
      }
    return former.map { Address(kind, $0) }
  }
}
