internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// What is known of one entry: where it is written, its fields, what it is bound to, its findings,
/// and for a deployment with `from` the steps of its conversion.
struct EntryExplanation {
  private let address: Address
  private let options: CommonOptions
  private let session: Session

  init(_ address: Address, _ options: CommonOptions) throws {
    self.address = address
    self.options = options
    let repository = try Session.loadProject(options)
    let include = try TargetChoice(options.target, in: repository).include
    session = Session(repository, include: include, today: options.clock)
  }

  private var inventory: Inventory { session.assembled.state.inventory }

  private var masking: Masking { Presentation(options, repository: session.repository).masking }

  private func line(_ text: String) throws { try Output.line(masking.masked(text)) }

  func show() throws {
    guard let entity = entity() else {
      let near = NearMiss.suggestion(for: address.name, in: names())
      throw Failure(
        .usage,
        "there is no \(address)"
          + (near.map { "; did you mean \(address.kind.rawValue)/\($0)?" } ?? ""),
        "The repository in \(options.directory) does not define it for this target.")
    }
    let findings = session.diagnostics.filter { $0.address == address }
    switch options.format {
    case .text: try showText(entity, findings)
    case .json: try showJSON(entity, findings)
    }
  }

  private func showText(_ entity: Entity, _ findings: [Diagnostic]) throws {
    let place = session.repository.place(of: entity.origin)
    try line("\(address)" + (place.map { "   \($0.file):\($0.line)" } ?? ""))
    for (name, value) in entity.fields {
      try line("  \(name): \(value.shown ?? "")")
    }
    for text in bindings(of: entity) { try line("  \(text)") }
    let steps = conversion(of: entity)
    if !steps.isEmpty {
      let style = Presentation(options, repository: session.repository).style
      try Output.write([10] + ConversionText(steps).bytes(style: style))
    }
    if !findings.isEmpty {
      try line("")
      try Presentation(options, repository: session.repository).show(findings)
    }
  }

  private func showJSON(_ entity: Entity, _ findings: [Diagnostic]) throws {
    var writer = JSONWriter(style: .indented)
    writer.beginObject()
    writer.key("format")
    writer.value("keyform.entry/1")
    writer.key("address")
    writer.value(masking.masked(address.description))
    writer.key("fields")
    writer.beginObject()
    for (name, value) in entity.fields {
      writer.key(name)
      writer.value(FieldValue(masking.masked(value.shown ?? "")))
    }
    writer.endObject()
    writer.key("bindings")
    writer.beginArray()
    for line in bindings(of: entity) { writer.value(masking.masked(line)) }
    writer.endArray()
    writer.key("conversion")
    writer.beginArray()
    for step in conversion(of: entity) {
      writer.beginObject()
      writer.key("text")
      writer.value(masking.masked(step.text))
      writer.key("command")
      writer.value(step.command.map(masking.masked))
      writer.endObject()
    }
    writer.endArray()
    writer.key("findings")
    writer.beginArray()
    for finding in findings { writer.value("\(finding.rule): \(masking.masked(finding.summary))") }
    writer.endArray()
    writer.endObject()
    try Output.write(writer.bytes + [10])
  }

  private func entity() -> Entity? {
    switch address.kind {
    case .key: inventory.keys[address.name].map(Entity.key)
    case .deployment: inventory.deployments[address.name].map(Entity.deployment)
    case .binding: inventory.bindings[address.name].map(Entity.binding)
    case .host: inventory.hosts[address.name].map(Entity.host)
    case .directory: inventory.directories[address.name].map(Entity.directory)
    }
  }

  private func names() -> [String] {
    switch address.kind {
    case .key: inventory.keys.entries.map(\.name)
    case .deployment: inventory.deployments.entries.map(\.name)
    case .binding: inventory.bindings.entries.map(\.name)
    case .host: inventory.hosts.entries.map(\.name)
    case .directory: inventory.directories.entries.map(\.name)
    }
  }

  /// What refers to the entry, in words.
  private func bindings(of entity: Entity) -> [String] {
    let hosts = inventory.hosts.entries.map { ($0.value.address, $0.value.hostKeys) }
    let directories = inventory.directories.entries.map { ($0.value.address, $0.value.hostKeys) }
    let served: [String] = (hosts + directories).compactMap { address, hostKeys in
      guard case .key = entity, hostKeys.contains(KeyReference(name: self.address.name)) else {
        return nil
      }
      return "host key of \(address)"
    }
    return served
      + inventory.bindings.entries.compactMap { entry in
        let binding = entry.value
        let use = binding.use.words.joined(separator: " and ")
        switch entity {
        case .key where binding.key == KeyReference(name: address.name):
          return "bound to deployment/\(binding.deployment) for \(use)"
        case .deployment where binding.deployment == address.name:
          return "uses key/\(binding.key) for \(use)"
        case .key, .deployment, .binding, .host, .directory: return nil
        }
      }
  }

  private func conversion(of entity: Entity) -> [ConversionStep] {
    guard case .deployment(let entry) = entity else { return [] }
    let keys = inventory.bindings.entries
      .filter { $0.value.deployment == entry.name && $0.value.use.contains(.activation) }
      .compactMap { inventory.keys[$0.value.key.name]?.value }
      .filter { $0.state == .active }
    let steps = ConversionSteps(
      entry.value, keys: keys, hosts: inventory.hosts.entries.map(\.value),
      directories: inventory.directories.entries.map(\.value), catalog: session.repository.catalog)
    return steps?.steps ?? []
  }
}
