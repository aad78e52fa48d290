internal import KeyformCatalog
internal import KeyformCore

/// Checks that every name an entry refers to is there, here or in an imported project.
struct References: EntriesVisitor {
  /// So many of the names that are not there are compared with all that are.
  private static let mostSuggestions = 100

  private let repository: LoadedRepository
  private let inventory: Inventory
  private var keys: NameLookup.Cursor
  private var deployments: NameLookup.Cursor
  private var diagnostics: [Diagnostic] = []
  /// Other projects whose facts are not at hand.
  private var unchecked = Set<String>()
  private var suggestionsLeft = mostSuggestions

  init(repository: LoadedRepository, inventory: Inventory) {
    self.repository = repository
    self.inventory = inventory
    keys = NameLookup(inventory.keys.entries.map { $0.name }).cursor()
    deployments = NameLookup(inventory.deployments.entries.map { $0.name }).cursor()
  }

  mutating func check() -> [Diagnostic] {
    EntityKind.visitAll(&self)
    checkServers()
    for project in unchecked.sorted() where !repository.importsOutside.contains(project) {
      diagnostics.append(
        Diagnostic(
          rule: StructureRule.notChecked.rawValue, severity: .info,
          summary: "references to project `\(project)` were not checked",
          detail: """
            Its facts are not at hand: name its repository under `imports` in keyform.yaml to \
            have them checked offline. A plan asks the target.
            """, place: nil))
    }
    return diagnostics
  }

  mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
    for entry in inventory[Value.self].entries {
      if let binding = entry as? Entry<Binding> { checkDeployment(of: binding) }
      entry.value.forEachKey { field, key in check(key, of: entry, field) }
    }
  }

  private mutating func suggestion(for name: String, in names: some Sequence<String>) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    return SpellingSuggestion.suggestion(for: name, in: names)
  }

  private mutating func checkDeployment(of entry: Entry<Binding>) {
    let name = entry.value.deployment
    guard !name.isEmpty, deployments.index(of: name) < 0 else { return }
    let near = suggestion(for: name, in: inventory.deployments.entries.lazy.map(\.name))
    diagnostics.append(missing(entry, "deployment", name, near, "deployment"))
  }

  private mutating func checkServers() {
    for entry in inventory.deployments.entries where !entry.value.servedBy.isEmpty {
      for name in entry.value.servedBy
      where inventory.hosts[name] == nil && inventory.directories[name] == nil {
        var near: String?
        if suggestionsLeft > 0 {
          let names =
            inventory.hosts.entries.map(\.name) + inventory.directories.entries.map(\.name)
          near = suggestion(for: name, in: names)
        }
        diagnostics.append(missing(entry, "host or directory", name, near, "servedBy"))
      }
    }
  }

  private mutating func check<Value: Managed>(
    _ key: KeyReference, of entry: Entry<Value>, _ field: String
  ) {
    guard let project = key.project else {
      if !key.name.isEmpty, keys.index(of: key.name) < 0 {
        let near = suggestion(for: key.name, in: inventory.keys.entries.lazy.map(\.name))
        diagnostics.append(missing(entry, "key", key.name, near, field))
      }
      return
    }
    guard let others = repository.imported[project] else {
      unchecked.insert(project)
      return
    }
    guard let shared = others[key.name] else {
      let near = suggestion(for: key.name, in: others.entries.lazy.map(\.name))
      diagnostics.append(
        missing(entry, "key", key.description, near.map { "\(project):\($0)" }, field))
      return
    }
    let isShared = shared.value.sharedWith.contains {
      Glob($0).matches(repository.project.name)
    }
    if !isShared {
      diagnostics.append(
        StructureRule.notShared.diagnostic(
          "key `\(key)` is not shared with this project",
          """
          Its owner has to add `sharedWith: [\(repository.project.name)]` to it in project \
          \(project).
          """, at: place(entry, field), on: entry.value.address))
    }
  }

  private func missing<Value: Managed>(
    _ entry: Entry<Value>, _ kind: String, _ name: String, _ near: String?, _ field: String
  ) -> Diagnostic {
    let hint = near.map { "; did you mean `\($0)`?" } ?? ""
    return StructureRule.unknownReference.diagnostic(
      "there is no \(kind) `\(name)`\(hint)",
      "Define it in this target's set, or correct the name.", at: place(entry, field),
      on: entry.value.address)
  }

  private func place<Value: Managed>(_ entry: Entry<Value>, _ field: String) -> FileLocation? {
    repository.places.place(entry.origin, entry.value.address, [field])
  }
}
