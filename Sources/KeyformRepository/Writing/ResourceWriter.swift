package import KeyformCore

/// Writes entries as a resource file in the one canonical form: sections and fields in the order of
/// the format's tables, defaults left out, quotes only where a reader would see something else.
///
/// What it writes reads back as the same inventory. The exceptions are values that the format has
/// no words for, such as an empty list of uses; callers read back what they wrote.
package struct ResourceWriter {
  private let nodes: EntryNodes

  /// Public values that `catalog` fills in are left out.
  package init(catalog: ReferenceCatalog) { nodes = EntryNodes(catalog: catalog) }

  /// A resource file with all entries; empty where there are none.
  package func write(_ inventory: Inventory) -> [UInt8] {
    let short = ShortBindings(inventory)
    var lines = YAMLLines()
    for schema in ResourceSchema.all {
      let section = schema.kind.section
      switch schema.kind {
      case .key:
        write(section, inventory.keys, &lines, layout: { Self.layout($0) }) {
          nodes.fields(of: $0)
        }
      case .deployment:
        write(section, inventory.deployments, &lines, layout: { _ in .spread }) {
          nodes.fields(of: $0, with: short.byDeployment[$0.name] ?? [])
        }
      case .binding: write(section, short.others, &lines) { nodes.fields(of: $0) }
      case .host: write(section, inventory.hosts, &lines) { nodes.fields(of: $0) }
      case .directory: write(section, inventory.directories, &lines) { nodes.fields(of: $0) }
      }
    }
    return lines.bytes
  }

  /// A resource file with one entry. A binding whose derived name is too long for an entry stands
  /// in short form.
  package func write(_ entity: Entity) -> [UInt8] {
    if case .binding(let entry) = entity, ShortBindings.needsShortForm(entry) {
      return short(entry)
    }
    return write(Inventory([entity]))
  }

  private func short(_ entry: Entry<Binding>) -> [UInt8] {
    var keys = FieldNodes()
    keys.add(entry.value.key.description, use: entry.value.use)
    var fields = FieldNodes()
    fields.add(DeploymentField.keys.spec.name, parts: keys)
    var lines = YAMLLines()
    lines.open(EntityKind.deployment.section)
    lines.add(
      YAMLNode.Field(name: entry.value.deployment, value: .mapping(fields.fields)), indent: 2,
      layout: .spread)
    return lines.bytes
  }

  /// Secret keys have a field a line: tail and check value are what reviewers look for.
  private static func layout(_ entry: Entry<ProductKey>) -> YAMLLines.Layout {
    entry.value.isSecret ? .spread : .compact
  }

  private func write<Value: Managed>(
    _ section: String, _ entries: EntrySet<Value>, _ lines: inout YAMLLines,
    layout: (Entry<Value>) -> YAMLLines.Layout = { _ in .compact },
    _ fields: (Entry<Value>) -> [YAMLNode.Field]
  ) {
    guard entries.count > 0 else { return }
    if !lines.bytes.isEmpty { lines.breakLine() }
    lines.open(section)
    for entry in entries.entries {
      let node = YAMLNode.Field(name: entry.name, value: .mapping(fields(entry)))
      lines.add(node, indent: 2, layout: layout(entry))
    }
  }
}
