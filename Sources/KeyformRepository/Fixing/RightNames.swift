internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

/// Names of entries as they are once fixed, and what references to them should say.
struct RightNames {
  private let project: String
  private let imported: [String: [String]]
  /// As written, by kind.
  private var written: [EntityKind: Set<String>] = [:]
  /// From the name as written to the right one, where they differ.
  private var right: [EntityKind: [String: String]] = [:]
  /// Right names by what they are compared as.
  private var folded: [EntityKind: [String: Set<String>]] = [:]

  init(_ repository: LoadedRepository, _ scope: FixScope) {
    project = repository.project.name
    imported = repository.imported.mapValues { $0.entries.map(\.name) }
    for contents in repository.contents {
      var names = WrittenNames(contents: contents, names: written)
      EntityKind.visitAll(&names)
      written = names.names
    }
    if scope == .fieldNames {
      for (index, contents) in repository.contents.enumerated()
      where contents.diagnostics.contains(where: {
        $0.rule == StructureRule.unknownSection.rawValue
      }) {
        noteMisspelt(repository.files[index])
      }
    }
    for kind in EntityKind.allCases { settle(kind) }
  }

  private struct WrittenNames: EntriesVisitor {
    let contents: FileContents
    var names: [EntityKind: Set<String>]

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      names[Value.kind, default: []].formUnion(contents[keyPath: list].lazy.map(\.name))
    }
  }

  /// Names in sections that were not read, as their own name is misspelt.
  private mutating func noteMisspelt(_ file: SourceFile) {
    guard case .mapping(let pairs)? = NodeTree(file.bytes)?.root.content else { return }
    let meant = FieldNames.fixed(pairs, ResourceSection.specs)
    for pair in pairs {
      guard let section = pair.key.text.flatMap({ meant[$0] }),
        let kind = EntityKind.allCases.first(where: { $0.section == section }),
        case .mapping(let entries) = pair.value.content
      else { continue }
      written[kind, default: []].formUnion(entries.compactMap(\.key.text))
    }
  }

  /// Two names never become one, and none becomes what another is already.
  private mutating func settle(_ kind: EntityKind) {
    let names = written[kind] ?? []
    var sources: [String: [String]] = [:]
    for name in names {
      if let fixed = EntryName.fixed(name) { sources[fixed, default: []].append(name) }
    }
    for (fixed, names) in sources where names.count == 1 && !has(kind, fixed) {
      right[kind, default: [:]][names[0]] = fixed
    }
    for name in names {
      let name = right[kind]?[name] ?? name
      folded[kind, default: [:]][CatalogName.folded(name), default: []].insert(name)
    }
  }

  func has(_ kind: EntityKind, _ name: String) -> Bool {
    written[kind]?.contains(name) ?? false
  }

  /// The right name of an entry; nil where it is right already or cannot be fixed.
  func entry(_ kind: EntityKind, _ name: String) -> String? { right[kind]?[name] }

  /// What a reference to an entry of one of `kinds` should say.
  func reference(_ text: String, to kinds: [EntityKind]) -> String? {
    if let fixed = kinds.lazy.compactMap({ right[$0]?[text] }).first { return fixed }
    if kinds.contains(where: { has($0, text) }) { return nil }
    if kinds == [.key], text.contains(":") { return foreign(text) }
    let wanted = CatalogName.folded(text)
    let found = Set(kinds.flatMap { folded[$0]?[wanted] ?? [] })
    return found.count == 1 ? found.first : nil
  }

  /// `platform:name`, where the other project's names are at hand.
  private func foreign(_ text: String) -> String? {
    let reference = KeyReference(text)
    guard let other = reference.project else { return nil }
    if other == project {
      return self.reference(reference.name, to: [.key]).map { "\(other):\($0)" }
    }
    guard let names = imported[other], !names.contains(reference.name) else { return nil }
    let wanted = CatalogName.folded(reference.name)
    let found = names.filter { CatalogName.folded($0) == wanted }
    return found.count == 1 ? "\(other):\(found[0])" : nil
  }
}
