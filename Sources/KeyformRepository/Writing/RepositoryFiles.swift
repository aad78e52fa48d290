package import KeyformCore

/// The files of a repository that says what an inventory holds: keys by kind and product, rollouts
/// by product, hosts and directories.
package struct RepositoryFiles {
  /// Relative to the root.
  package typealias File = (path: String, bytes: [UInt8])

  /// A file with more entries than this goes on in another one.
  private static let entriesPerFile = 5_000

  private let catalog: ReferenceCatalog
  private let writer: ResourceWriter

  package init(catalog: ReferenceCatalog) {
    self.catalog = catalog
    writer = ResourceWriter(catalog: catalog)
  }

  /// Whether a project or a target may have the name.
  package static func isName(_ name: String) -> Bool {
    EntryName.isValid(name) && !EntryName.isLikeKey(name)
  }

  /// keyform.yaml with one target.
  package static func project(_ project: String, target: String, url: String) -> File {
    var lines = YAMLLines()
    func field(_ field: ProjectField, _ value: YAMLNode) {
      lines.add(YAMLNode.Field(name: field.spec.name, value: value), indent: 0, layout: .spread)
    }
    let address = YAMLNode.Field(name: TargetField.url.spec.name, value: .text(url))
    field(.keyform, .word("1"))
    field(.project, .text(project))
    field(.targets, .mapping([YAMLNode.Field(name: target, value: .mapping([address]))]))
    return ("keyform.yaml", lines.bytes)
  }

  /// The resource files, in byte order of their paths.
  package func resources(of inventory: Inventory) -> [File] {
    let deployments = Self.grouped(inventory.deployments) { entry in
      "rollouts/" + product(entry.value.os)
    }
    var files: [String: Inventory] = [:]
    for kind in EntityKind.allCases {
      switch kind {
      case .key:
        let keys = Self.grouped(inventory.keys) { entry in
          let kind = entry.value.keyKind?.rawValue ?? "unknown"
          return "keys/\(kind)/" + product(entry.value.products.first)
        }
        for (path, entries) in keys { files[path, default: .empty].keys = .init(entries) }
      case .deployment:
        for (path, entries) in deployments {
          files[path, default: .empty].deployments = .init(entries)
        }
      case .binding:
        // A binding stands with its deployment, where there is one.
        let places = Dictionary(
          uniqueKeysWithValues: deployments.flatMap { path, entries in
            entries.map { ($0.name, path) }
          })
        let bindings = Self.grouped(inventory.bindings) { entry in
          places[entry.value.deployment] ?? "rollouts/other"
        }
        for (path, entries) in bindings { files[path, default: .empty].bindings = .init(entries) }
      case .host: files["hosts/kms", default: .empty].hosts = inventory.hosts
      case .directory:
        files["hosts/directories", default: .empty].directories = inventory.directories
      }
    }
    return files.filter { $0.value.count > 0 }.sorted { $0.key < $1.key }
      .map { ($0.key + ".yaml", writer.write($0.value)) }
  }

  /// The slug of a product that the catalogue knows: other texts are no names of files.
  private func product(_ id: ProductID?) -> String {
    id.flatMap { catalog.product(of: $0)?.slug } ?? "other"
  }

  /// Entries by path without ending, in their order; long lists in several numbered files.
  private static func grouped<Value: Managed>(
    _ set: EntrySet<Value>, _ path: (Entry<Value>) -> String
  ) -> [String: [Entry<Value>]] {
    var counts: [String: Int] = [:]
    var groups: [String: [Entry<Value>]] = [:]
    for entry in set.entries {
      let base = path(entry)
      let count = counts[base, default: 0]
      counts[base] = count + 1
      let part = count / entriesPerFile
      groups[part == 0 ? base : "\(base)-part-\(part + 1)", default: []].append(entry)
    }
    return groups
  }
}
