internal import KeyformCatalog
package import KeyformCore

extension BuiltState {
  /// The same with what the target tells of other projects: references that `imports` does not
  /// settle are settled, and rules know the keys and who else uses them. Nil where that is nothing.
  package func resolved(
    in repository: LoadedRepository, by neighbours: OtherProjects
  ) -> BuiltState? {
    let references = TargetReferences(repository: repository, neighbours: neighbours)
    let open = references.open(in: state.inventory)
    if open.isEmpty, neighbours.uses.isEmpty { return nil }
    let unchecked = StructureRule.notChecked.rawValue
    var state = state
    state.imported = neighbours.keys.mapValues { Self.resolved($0, by: repository.catalog) }
      .merging(state.imported) { $1 }
    state.crossProjectUses = neighbours.uses
    return BuiltState(
      state: state,
      diagnostics: (diagnostics.filter { $0.rule != unchecked }
        + open.compactMap(references.problem)).sorted(by: Diagnostic.inOrder),
      uncheckedSecrets: uncheckedSecrets, unknownValues: unknownValues)
  }

  /// Rows hold the ids of products; rules look at what the catalogue knows of them.
  private static func resolved(
    _ keys: EntrySet<ProductKey>, by catalog: ReferenceCatalog
  ) -> EntrySet<ProductKey> {
    EntrySet(
      sorted: keys.entries.map { entry in
        var key = entry.value
        key.products = key.products.map { id in
          switch catalog.resolve(id.text) {
          case .known(let known, wasAlias: _), .needsEdition(let known, wasAlias: _): known
          case .unknownProduct, .unknownEdition, .unknownRelease, .ambiguous: id
          }
        }
        return entry.with(key)
      })
  }
}

/// References to keys of other projects that only the target can settle.
private struct TargetReferences {
  struct Reference {
    let key: KeyReference
    let project: String
    let address: Address
    let origin: EntryOrigin
    let field: String
  }

  let repository: LoadedRepository
  let neighbours: OtherProjects

  func open(in inventory: Inventory) -> [Reference] {
    var search = OpenReferences(repository: repository, inventory: inventory)
    EntityKind.visitAll(&search)
    return search.found
  }

  private struct OpenReferences: EntriesVisitor {
    let repository: LoadedRepository
    let inventory: Inventory
    var found: [Reference] = []

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      for entry in inventory[Value.self].entries {
        entry.value.forEachKey { field, key in
          guard let project = key.project, repository.imported[project] == nil else { return }
          found.append(
            Reference(
              key: key, project: project, address: entry.value.address, origin: entry.origin,
              field: field))
        }
      }
    }
  }

  /// Nil where the target has the key and it is shared with this project.
  func problem(_ reference: Reference) -> Diagnostic? {
    let ours = repository.project.name
    let keys = neighbours.keys[reference.project]
    let rule: StructureRule
    let summary: String
    let detail: String
    if let key = keys?[reference.key.name] {
      if key.value.isShared(with: ours) { return nil }
      rule = .notShared
      summary = "key `\(reference.key)` is not shared with this project in the target"
      detail = """
        Its owner has to add `sharedWith: [\(ours)]` to it in project \(reference.project), and \
        apply.
        """
    } else {
      let shared = keys?.entries.filter { $0.value.isShared(with: ours) }.map(\.name) ?? []
      let near = SpellingSuggestion.suggestion(for: reference.key.name, in: shared)
      rule = .unknownReference
      summary = """
        project `\(reference.project)` shares no key `\(reference.key.name)` with this one in the \
        target\(near.map { "; did you mean `\(reference.project):\($0)`?" } ?? "")
        """
      detail = """
        Either it has no such key there yet, or the key lacks `sharedWith: [\(ours)]`. Both are \
        for project \(reference.project) to apply first.
        """
    }
    return rule.diagnostic(
      summary, detail,
      at: repository.places.place(reference.origin, reference.address, [reference.field]),
      on: reference.address)
  }
}
