internal import KeyformCatalog
internal import KeyformCore

/// Checks that every name an entry refers to is there, here or in an imported project.
struct References {
  /// So many of the names that are not there are compared with all that are.
  private static let mostSuggestions = 100

  private let repository: LoadedRepository
  private let inventory: Inventory
  private let keys: NameLookup
  private let deployments: NameLookup

  init(repository: LoadedRepository, inventory: Inventory) {
    self.repository = repository
    self.inventory = inventory
    keys = NameLookup(inventory.keys.entries.map(\.name))
    deployments = NameLookup(inventory.deployments.entries.map(\.name))
  }

  func check() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var unchecked = Set<String>()
    var suggestionsLeft = Self.mostSuggestions
    var keys = keys.cursor()
    var deployments = deployments.cursor()
    for entry in inventory.bindings.entries {
      let binding = entry.value
      if !binding.deployment.isEmpty, deployments.index(of: binding.deployment) < 0 {
        let near = Self.suggestion(
          for: binding.deployment, in: inventory.deployments.entries.lazy.map(\.name),
          &suggestionsLeft)
        diagnostics.append(missing(entry, "deployment", binding.deployment, near, ["deployment"]))
      }
      check(
        binding.key, of: entry, ["key"], &keys, &diagnostics, &unchecked, &suggestionsLeft)
    }
    for entry in inventory.hosts.entries {
      for key in entry.value.hostKeys {
        check(key, of: entry, ["hostKey"], &keys, &diagnostics, &unchecked, &suggestionsLeft)
      }
    }
    for entry in inventory.directories.entries {
      for key in entry.value.hostKeys {
        check(key, of: entry, ["hostKey"], &keys, &diagnostics, &unchecked, &suggestionsLeft)
      }
    }
    checkServers(&diagnostics, &suggestionsLeft)
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

  private static func suggestion(
    for name: String, in names: some Sequence<String>, _ left: inout Int
  ) -> String? {
    guard left > 0 else { return nil }
    left -= 1
    return SpellingSuggestion.suggestion(for: name, in: names)
  }

  private func checkServers(_ diagnostics: inout [Diagnostic], _ suggestionsLeft: inout Int) {
    for entry in inventory.deployments.entries where !entry.value.servedBy.isEmpty {
      for name in entry.value.servedBy
      where inventory.hosts[name] == nil && inventory.directories[name] == nil {
        var near: String?
        if suggestionsLeft > 0 {
          let names =
            inventory.hosts.entries.map(\.name) + inventory.directories.entries.map(\.name)
          near = Self.suggestion(for: name, in: names, &suggestionsLeft)
        }
        diagnostics.append(missing(entry, "host or directory", name, near, ["servedBy"]))
      }
    }
  }

  private func check<Value: Managed>(
    _ key: KeyReference, of entry: Entry<Value>, _ field: [String],
    _ names: inout NameLookup.Cursor, _ diagnostics: inout [Diagnostic],
    _ unchecked: inout Set<String>, _ suggestionsLeft: inout Int
  ) {
    guard let project = key.project else {
      if !key.name.isEmpty, names.index(of: key.name) < 0 {
        let near = Self.suggestion(
          for: key.name, in: inventory.keys.entries.lazy.map(\.name), &suggestionsLeft)
        diagnostics.append(missing(entry, "key", key.name, near, field))
      }
      return
    }
    guard let keys = repository.imported[project] else {
      unchecked.insert(project)
      return
    }
    guard let shared = keys[key.name] else {
      let near = Self.suggestion(
        for: key.name, in: keys.entries.lazy.map(\.name), &suggestionsLeft)
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
    _ entry: Entry<Value>, _ kind: String, _ name: String, _ near: String?, _ field: [String]
  ) -> Diagnostic {
    let hint = near.map { "; did you mean `\($0)`?" } ?? ""
    return StructureRule.unknownReference.diagnostic(
      "there is no \(kind) `\(name)`\(hint)",
      "Define it in this target's set, or correct the name.", at: place(entry, field),
      on: entry.value.address)
  }

  private func place<Value: Managed>(_ entry: Entry<Value>, _ field: [String]) -> Place? {
    repository.places.place(entry.origin, entry.value.address, field)
  }
}
