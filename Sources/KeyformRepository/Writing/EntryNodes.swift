internal import KeyformCatalog
internal import KeyformCore

/// What is written of an entry: its fields in the order of the format, what goes without saying left
/// out.
struct EntryNodes {
  let catalog: ReferenceCatalog

  /// `bindings` are those of a deployment that stand in short form, in the order of their keys.
  func fields<Value: Managed>(
    of entry: Entry<Value>, _ schema: EntrySchema<Value>, with bindings: [Entry<Binding>] = []
  ) -> [YAMLNode.Field] {
    var nodes = FieldNodes()
    for (spec, part) in zip(schema.resource.fields, schema.parts) {
      switch part {
      case .field(let field): nodes.add(spec.name, node(field.coding, of: entry.value))
      case .group(let index):
        let group = schema.groups[index]
        var members = FieldNodes()
        for (spec, field) in zip(group.list.specs, group.fields) {
          members.add(spec.name, node(field.coding, of: entry.value))
        }
        nodes.add(spec.name, parts: members)
      case .file(.secret): nodes.add(spec.name, parts: Self.nodes(of: entry.secret))
      case .file(.keys):
        var keys = FieldNodes()
        for binding in bindings {
          keys.add(binding.value.key.description, Self.node(binding.value.use))
        }
        nodes.add(spec.name, parts: keys)
      case .file(.ignore): nodes.add(spec.name, parts: Self.nodes(of: entry.ignores))
      case .file(.was): nodes.add(spec.name, entry.was.map(YAMLNode.text))
      case .file(.notBefore), .file(.retireOn): break
      }
    }
    return nodes.fields
  }

  /// Nil where nothing has to be said.
  private func node<Value: Managed>(_ coding: FieldCoding<Value>, of value: Value) -> YAMLNode? {
    let shown = withUnsafePointer(to: value) { coding.shown($0) }
    switch coding {
    case .text, .requiredText, .release, .entryName, .product, .key:
      return shown.string.map(YAMLNode.text)
    case .count, .flag, .protection, .observedOn: return shown.shown.map(YAMLNode.word)
    case .number(_, let usual): return shown == .count(usual) ? nil : shown.shown.map(YAMLNode.word)
    case .word(let words):
      return shown.string.flatMap { $0 == words.usual ? nil : YAMLNode.word($0) }
    case .products, .names, .patterns, .slugs: return Self.list(shown.strings)
    case .architectures(_, let isList):
      return isList ? Self.list(shown.strings) : Self.oneOrList(shown.strings)
    case .keys: return Self.oneOrList(shown.strings)
    case .use(let place): return Self.node(place.of(value))
    case .requiredUse(let place): return Self.node(place.of(value))
    case .observed(let place): return Self.node(place.of(value))
    case .value: return (value as? ProductKey).flatMap(writtenValue).map(YAMLNode.text)
    // Of a public key they follow from its value.
    case .tail, .check:
      let isSecret = (value as? ProductKey)?.isSecret ?? false
      return isSecret ? shown.string.map(YAMLNode.text) : nil
    case .quantity(let place): return Self.node(place.of(value))
    case .labels(let place):
      var labels = FieldNodes()
      for label in place.of(value) { labels.add(label.name, .text(label.value)) }
      return labels.mapping
    }
  }

  /// The value of a public key that the catalogue does not fill in. A value that the catalogue
  /// does not know is never written: it may be a secret under a wrong kind.
  private func writtenValue(of key: ProductKey) -> String? {
    guard !key.isSecret, let value = key.publicValue, catalog.publicKey(value) != nil,
      catalog.filledValue(of: key) != value
    else { return nil }
    return value.reveal()
  }

  private static func list(_ texts: [String]) -> YAMLNode? {
    texts.isEmpty ? nil : .list(texts.map(YAMLNode.text))
  }

  /// One stands for itself, several as a list.
  private static func oneOrList(_ texts: [String]) -> YAMLNode? {
    texts.count == 1 ? .text(texts[0]) : list(texts)
  }

  static func node(_ use: KeyUse?) -> YAMLNode? {
    guard let words = use?.words, !words.isEmpty else { return nil }
    return .list(words.map(YAMLNode.word))
  }

  private static func node(_ quantity: Quantity?) -> YAMLNode? {
    switch quantity {
    case nil: nil
    case .count(let count): .word(String(count))
    case .unlimited: .word("unlimited")
    case .misstated(let text): .word(YAMLScalar.written(text, in: .flow))
    }
  }

  private static func node(_ observation: Observation?) -> YAMLNode? {
    guard let observation else { return nil }
    var parts = FieldNodes()
    parts.add(ObservationField.count.spec.name, .word(String(observation.count)))
    parts.add(ObservationField.asOf.spec.name, observation.asOf.map { .word($0.description) })
    return parts.mapping
  }

  private static func nodes(of secret: SecretReference?) -> FieldNodes {
    var nodes = FieldNodes()
    switch secret {
    case nil: break
    case .environment(let name): nodes.add(SecretField.env.spec.name, .text(name))
    case .file(let path): nodes.add(SecretField.file.spec.name, .text(path))
    case .entry(let path, let name):
      nodes.add(SecretField.file.spec.name, .text(path))
      nodes.add(SecretField.entry.spec.name, .text(name))
    }
    return nodes
  }

  private static func nodes(of ignores: [Ignore]) -> FieldNodes {
    var rules = FieldNodes()
    for ignore in ignores {
      var parts = FieldNodes()
      parts.add(IgnoreField.until.spec.name, ignore.until.map { .word($0.description) })
      parts.add(IgnoreField.reason.spec.name, ignore.reason.map(YAMLNode.text))
      rules.add(ignore.rule, parts: parts)
    }
    return rules
  }
}

/// Gathers the fields of a mapping that say something.
struct FieldNodes {
  private(set) var fields: [YAMLNode.Field] = []

  mutating func add(_ name: String, _ node: YAMLNode?) {
    if let node { fields.append(YAMLNode.Field(name: name, value: node)) }
  }

  mutating func add(_ name: String, parts: FieldNodes) { add(name, parts.mapping) }

  /// Nil where nothing is said.
  var mapping: YAMLNode? { fields.isEmpty ? nil : .mapping(fields) }
}
