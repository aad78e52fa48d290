/// A product key and what is known of it. A secret value itself is not part of it: tail and check
/// value stand for it.
package struct ProductKey: Managed {
  package static let kind = EntityKind.key
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.keys }
  package static func entity(_ entry: Entry<Self>) -> Entity { .key(entry) }

  package let name: String
  /// Nil where the entry does not state it; rule KIND001 asks for it.
  package var keyKind: KeyKind?
  package var state = KeyState.active
  /// Products and editions that the key is for, sorted.
  package var products: [ProductID] = []
  /// The value of a public key, written or filled in from the catalogue.
  package var publicValue: KeyMaterial?
  package var tail: KeyTail?
  package var check: KeyCheck?
  package var quantity: Quantity?
  /// Activations left, as somebody read them.
  package var remaining: Observation?
  /// Licences owned, where recorded.
  package var licences: Int?
  package var agreement: String?
  /// The only uses that bindings may have; nil: no limit.
  package var use: KeyUse?
  /// The only architectures that bindings may have, sorted; empty: no limit.
  package var architectures: [WrittenArchitecture] = []
  /// CSVLK: host activations allowed; nil: six (rule CNT006).
  package var hosts: Int?
  /// Projects that may refer to the key, as patterns, in the order written.
  package var sharedWith: [String] = []
  package var annotations = Annotations()

  package init(name: String) { self.name = name }

  package func forEachKey(_ body: (String, KeyReference) -> Void) {}

  package mutating func changeKeys(_ change: (KeyReference) -> KeyReference) {}

  package var productIDs: [ProductID] { products }

  package mutating func changeProducts(_ change: (ProductID) -> ProductID) {
    products = products.map(change)
  }

  /// Tail and check value, where both are known.
  package var identity: KeyIdentity? {
    guard let tail, let check else { return nil }
    return KeyIdentity(tail: tail, check: check)
  }

  /// Whether the value must not be shown. A key of unknown kind counts as secret.
  package var isSecret: Bool { !(keyKind?.isPublic ?? false) }

  package enum Field: String, CaseIterable, Sendable {
    case kind, state, products, value, tail, check, quantity, remaining
    case remainingAsOf = "remaining.asOf"
    case licences, agreement, use, architectures, hosts, sharedWith
    case title, owner, note, labels, protected
  }

  package subscript(field: Field) -> FieldValue {
    switch field {
    case .kind: FieldValue(keyKind?.rawValue)
    case .state: .text(state.rawValue)
    case .products: FieldValue(products.map(\.text))
    case .value: FieldValue(publicValue?.reveal())
    case .tail: FieldValue(tail?.text)
    case .check: FieldValue(check?.text)
    case .quantity: FieldValue(quantity)
    case .remaining: FieldValue(remaining?.count)
    case .remainingAsOf: FieldValue(remaining?.asOf)
    case .licences: FieldValue(licences)
    case .agreement: FieldValue(agreement)
    case .use: use.map { .list($0.words) } ?? .none
    case .architectures: FieldValue(architectures.map(\.text))
    case .hosts: FieldValue(hosts)
    case .sharedWith: FieldValue(sharedWith)
    case .title: FieldValue(annotations.title)
    case .owner: FieldValue(annotations.owner)
    case .note: FieldValue(annotations.note)
    case .labels: FieldValue(annotations.labels.map(\.text))
    case .protected: annotations.protection
    }
  }

  package mutating func set(_ field: Field, to value: FieldValue) -> Bool {
    switch field {
    case .kind: return value.assign(&keyKind, KeyKind.init(rawValue:))
    case .state: return value.assign(required: &state, KeyState.init(rawValue:))
    case .products: return value.assign(&products) { ProductID($0) }
    case .value: return value.assign(&publicValue, KeyMaterial.init(canonical:))
    case .tail: return value.assign(&tail, KeyTail.init(_:))
    case .check: return value.assign(&check, KeyCheck.init(_:))
    case .quantity: return value.assign(&quantity)
    case .remaining: return value.assign(count: &remaining)
    case .remainingAsOf: return value.assign(day: &remaining)
    case .licences: return value.assign(&licences)
    case .agreement: return value.assign(&agreement)
    case .use: return value.assign(&use)
    case .architectures: return value.assign(&architectures) { WrittenArchitecture($0) }
    case .hosts: return value.assign(&hosts)
    case .sharedWith: return value.assign(&sharedWith) { $0 }
    case .title: return value.assign(&annotations.title)
    case .owner: return value.assign(&annotations.owner)
    case .note: return value.assign(&annotations.note)
    case .labels: return annotations.setLabels(value)
    case .protected: return annotations.setProtection(value)
    }
  }
}
