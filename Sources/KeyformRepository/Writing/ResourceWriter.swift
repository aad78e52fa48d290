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
    for section in ResourceSchema.all {
      switch section.kind {
      case .key: write(inventory.keys, ResourceSchema.keys, &lines, layout: { Self.layout($0) })
      case .deployment:
        write(
          inventory.deployments, ResourceSchema.deployments, &lines,
          bindings: { short.byDeployment[$0.name] ?? [] }, layout: { _ in .spread })
      case .binding: write(short.others, ResourceSchema.bindings, &lines)
      case .host: write(inventory.hosts, ResourceSchema.hosts, &lines)
      case .directory: write(inventory.directories, ResourceSchema.directories, &lines)
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
    keys.add(entry.value.key.description, EntryNodes.node(entry.value.use))
    var fields = FieldNodes()
    fields.add(FileField.keys.spec.name, parts: keys)
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
    _ entries: EntrySet<Value>, _ schema: EntrySchema<Value>, _ lines: inout YAMLLines,
    bindings: (Entry<Value>) -> [Entry<Binding>] = { _ in [] },
    layout: (Entry<Value>) -> YAMLLines.Layout = { _ in .compact }
  ) {
    guard entries.count > 0 else { return }
    if !lines.bytes.isEmpty { lines.breakLine() }
    lines.open(Value.kind.section)
    for entry in entries.entries {
      let fields = nodes.fields(of: entry, schema, with: bindings(entry))
      let node = YAMLNode.Field(name: entry.name, value: .mapping(fields))
      lines.add(node, indent: 2, layout: layout(entry))
    }
  }
}
