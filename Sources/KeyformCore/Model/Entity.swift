/// An entry of any managed kind. Closed: code about one kind asks for its case; what is done alike
/// with all goes through `entry`, or through a ``EntryVisitor`` where it is done often.
package enum Entity: Sendable {
  case key(Entry<ProductKey>)
  case deployment(Entry<Deployment>)
  case binding(Entry<Binding>)
  case host(Entry<KMSHost>)
  case directory(Entry<Directory>)

  /// The entry, whatever its kind.
  package var entry: any AnyEntry {
    switch self {
    case .key(let entry): entry
    case .deployment(let entry): entry
    case .binding(let entry): entry
    case .host(let entry): entry
    case .directory(let entry): entry
    }
  }

  /// The entry, where it is of the kind of these values.
  package func entry<Value: Managed>(of type: Value.Type) -> Entry<Value>? { Value.entry(self) }

  func visit(_ visitor: inout some EntryVisitor) {
    switch self {
    case .key(let entry): visitor.visit(entry)
    case .deployment(let entry): visitor.visit(entry)
    case .binding(let entry): visitor.visit(entry)
    case .host(let entry): visitor.visit(entry)
    case .directory(let entry): visitor.visit(entry)
    }
  }

  package var kind: EntityKind {
    switch self {
    case .key: .key
    case .deployment: .deployment
    case .binding: .binding
    case .host: .host
    case .directory: .directory
    }
  }

  package var name: String {
    switch self {
    case .key(let entry): entry.name
    case .deployment(let entry): entry.name
    case .binding(let entry): entry.name
    case .host(let entry): entry.name
    case .directory(let entry): entry.name
    }
  }

  package var address: Address { Address(kind, name) }
  package var origin: EntryOrigin {
    switch self {
    case .key(let entry): entry.origin
    case .deployment(let entry): entry.origin
    case .binding(let entry): entry.origin
    case .host(let entry): entry.origin
    case .directory(let entry): entry.origin
    }
  }

  package var annotations: Annotations { entry.annotations }

  /// Where a key's secret is read from; nil for all else.
  package var secret: SecretReference? {
    if case .key(let entry) = self { entry.secret } else { nil }
  }

  /// The keys that the entry names, of whatever project.
  package var keyReferences: [KeyReference] {
    var list = KeyList()
    visit(&list)
    return list.keys
  }

  /// The products whose facts a target keeps with the row.
  package var productIDs: [ProductID] { entry.productIDs }

  /// Places where a reader of the source finds a flaw in the value as written.
  package var flaws: EntryIssues? { entry.flaws }

  /// The entries of the same project that this one names.
  package var references: [Address] {
    var addresses: [Address] = []
    if case .binding(let entry) = self {
      addresses.append(Address(.deployment, entry.value.deployment))
    }
    return addresses
      + keyReferences.filter { $0.project == nil }.map { Address(.key, $0.name) }
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

  package var fieldsByName: [String: FieldValue] {
    var fields: [String: FieldValue] = [:]
    forEachField { fields[$0] = $1 }
    return fields
  }

  /// The keyed digest of the row that holds this entity with this secret value, if it is a key.
  package func digest(material: KeyMaterial?, with digester: RowDigester) -> RowDigest {
    entry.digest(material: material, with: digester)
  }

  /// A row with these fields, in the form that the journal holds; nil where a field is none of the
  /// kind's or a value does not fit.
  package static func row(_ address: Address, _ fields: [String: FieldValue]) -> Entity? {
    bare(address.kind.type, address.name).setting(fields)
  }

  /// A row with nothing but its name.
  private static func bare<Value: Managed>(_ type: Value.Type, _ name: String) -> Entity {
    Value.entity(Entry(Value(name: name), origin: .none))
  }

  /// The same row with some fields set; nil as for `row`.
  package func setting(_ fields: [String: FieldValue]) -> Entity? { entry.setting(fields) }

  /// The same row under another name.
  package func renamed(_ name: String) -> Entity? {
    Entity.row(Address(kind, name), fieldsByName)
  }

  /// The same row with other names of the keys that it names.
  package func changingKeys(_ change: (KeyReference) -> KeyReference) -> Entity {
    entry.changingKeys(change)
  }
}

/// What is done with an entry, compiled for each kind: for hot loops.
protocol EntryVisitor {
  mutating func visit<Value: Managed>(_ entry: Entry<Value>)
}

private struct KeyList: EntryVisitor {
  var keys: [KeyReference] = []

  mutating func visit<Value: Managed>(_ entry: Entry<Value>) { keys = entry.value.keyReferences }
}

/// An entry of a kind that is not known where it is used. What is called on it is not specialised.
package protocol AnyEntry: AnyObject, Sendable {
  associatedtype Value: Managed

  var value: Value { get }
  var flaws: EntryIssues? { get }
  var ignores: [Ignore] { get }
  var was: String? { get }
  /// Asked of the box: the way through `value` would copy it.
  var isProtected: Bool { get }
  func with(_ value: Value) -> Entry<Value>
}

extension Entry: AnyEntry {}

extension AnyEntry {
  fileprivate var annotations: Annotations { value.annotations }
  fileprivate var productIDs: [ProductID] { value.productIDs }

  fileprivate func digest(material: KeyMaterial?, with digester: RowDigester) -> RowDigest {
    digester.digest(of: value, material: Value.kind == .key ? material : nil)
  }

  fileprivate func setting(_ fields: [String: FieldValue]) -> Entity? {
    value.setting(fields).map { Value.entity(with($0)) }
  }

  fileprivate func changingKeys(_ change: (KeyReference) -> KeyReference) -> Entity {
    var value = value
    value.changeKeys(change)
    return Value.entity(with(value))
  }
}
