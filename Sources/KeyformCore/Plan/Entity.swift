/// An entry of any managed kind. Closed: a `switch` finds every place to extend.
package enum Entity: Sendable {
  case key(Entry<ProductKey>)
  case deployment(Entry<Deployment>)
  case binding(Entry<Binding>)
  case host(Entry<KMSHost>)
  case directory(Entry<Directory>)

  package var address: Address {
    switch self {
    case .key(let entry): entry.value.address
    case .deployment(let entry): entry.value.address
    case .binding(let entry): entry.value.address
    case .host(let entry): entry.value.address
    case .directory(let entry): entry.value.address
    }
  }

  package var origin: Origin {
    switch self {
    case .key(let entry): entry.origin
    case .deployment(let entry): entry.origin
    case .binding(let entry): entry.origin
    case .host(let entry): entry.origin
    case .directory(let entry): entry.origin
    }
  }

  /// Where a key's secret is read from; nil for all else.
  package var secret: SecretReference? {
    if case .key(let entry) = self { return entry.secret }
    return nil
  }

  /// Calls `body` for every field that is present, in the fixed order of the kind.
  package func forEachField(_ body: (String, FieldValue) -> Void) {
    switch self {
    case .key(let entry): entry.value.forEachField(body)
    case .deployment(let entry): entry.value.forEachField(body)
    case .binding(let entry): entry.value.forEachField(body)
    case .host(let entry): entry.value.forEachField(body)
    case .directory(let entry): entry.value.forEachField(body)
    }
  }

  /// The fields that are present.
  package var fields: [(name: String, value: FieldValue)] {
    var fields: [(name: String, value: FieldValue)] = []
    forEachField { fields.append(($0, $1)) }
    return fields
  }

  /// The keyed digest of the row that holds this entity with this secret value.
  package func digest(material: KeyMaterial?, with digester: RowDigester) -> RowDigest {
    switch self {
    case .key(let entry): digester.digest(of: entry.value, material: material)
    case .deployment(let entry): digester.digest(of: entry.value, material: nil)
    case .binding(let entry): digester.digest(of: entry.value, material: nil)
    case .host(let entry): digester.digest(of: entry.value, material: nil)
    case .directory(let entry): digester.digest(of: entry.value, material: nil)
    }
  }
}

extension Managed {
  /// Calls `body` for every field that is present, in declaration order.
  package func forEachField(_ body: (String, FieldValue) -> Void) {
    for field in Self.fields {
      let value = self[field]
      if value != .none { body(field.name, value) }
    }
  }
}
