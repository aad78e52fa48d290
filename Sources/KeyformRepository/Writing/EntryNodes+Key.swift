internal import KeyformCatalog
internal import KeyformCore

extension EntryNodes {
  func fields(of entry: Entry<ProductKey>) -> [YAMLNode.Field] {
    let key = entry.value
    let schema = ResourceSchema.keys
    let isRecorded = key.isSecret
    var nodes = FieldNodes()
    for field in KeyField.allCases {
      let name = schema.fields[field.rawValue].name
      switch field {
      case .kind: nodes.add(name, word: key.keyKind?.rawValue)
      case .products: nodes.add(name, texts: key.products.map(\.text))
      case .value: nodes.add(name, text: writtenValue(of: key))
      case .secret: nodes.add(name, parts: Self.nodes(of: entry.secret))
      case .tail: nodes.add(name, text: isRecorded ? key.tail?.text : nil)
      case .check: nodes.add(name, text: isRecorded ? key.check?.text : nil)
      case .quantity: nodes.add(name, word: Self.word(of: key.quantity))
      case .remaining: nodes.add(name, observation: key.remaining)
      case .licences: nodes.add(name, count: key.licences)
      case .agreement: nodes.add(name, text: key.agreement)
      case .use: nodes.add(name, use: key.use)
      case .architectures: nodes.add(name, texts: key.architectures.map(\.text))
      case .state: nodes.add(name, word: key.state == .active ? nil : key.state.rawValue)
      case .sharedWith: nodes.add(name, texts: key.sharedWith)
      case .hosts: nodes.add(name, count: key.hosts)
      }
    }
    nodes.add(common: key.annotations, of: entry, schema)
    return nodes.fields
  }

  /// The value of a public key that the catalogue does not fill in. A value that the catalogue
  /// does not know is never written: it may be a secret under a wrong kind.
  private func writtenValue(of key: ProductKey) -> String? {
    guard !key.isSecret, let value = key.publicValue, catalog.publicKey(value) != nil,
      catalog.filledValue(of: key) != value
    else { return nil }
    return value.reveal()
  }

  private static func word(of quantity: Quantity?) -> String? {
    switch quantity {
    case nil: nil
    case .count(let count): String(count)
    case .unlimited: "unlimited"
    case .misstated(let text): YAMLScalar.written(text, in: .flow)
    }
  }

  private static func nodes(of secret: SecretReference?) -> FieldNodes {
    var nodes = FieldNodes()
    switch secret {
    case nil: break
    case .environment(let name): nodes.add(SecretField.env.spec.name, text: name)
    case .file(let path): nodes.add(SecretField.file.spec.name, text: path)
    case .entry(let path, let name):
      nodes.add(SecretField.file.spec.name, text: path)
      nodes.add(SecretField.entry.spec.name, text: name)
    }
    return nodes
  }
}
