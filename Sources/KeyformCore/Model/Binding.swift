/// Which deployment uses which key, and for what.
package struct Binding: Managed {
  package static let kind = EntityKind.binding
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.bindings }
  package static func entity(_ entry: Entry<Self>) -> Entity { .binding(entry) }

  package let name: String
  package var deployment = ""
  package var key = KeyReference(name: "")
  package var use: KeyUse = []
  /// Nil: the deployment's.
  package var machines: Int?
  /// Machines activated so far, as somebody read them.
  package var activated: Observation?
  package var annotations = Annotations()

  package init(name: String) { self.name = name }

  package func forEachKey(_ body: (String, KeyReference) -> Void) { body("key", key) }

  package mutating func changeKeys(_ change: (KeyReference) -> KeyReference) { key = change(key) }

  package var productIDs: [ProductID] { [] }

  package mutating func changeProducts(_ change: (ProductID) -> ProductID) {}

  package enum Field: String, CaseIterable, Sendable {
    case deployment, key, use, machines, activated
    case activatedAsOf = "activated.asOf"
    case title, owner, note, labels, protected
  }

  package subscript(field: Field) -> FieldValue {
    switch field {
    case .deployment: .text(deployment)
    case .key: .text(key.description)
    case .use: .list(use.words)
    case .machines: FieldValue(machines)
    case .activated: FieldValue(activated?.count)
    case .activatedAsOf: FieldValue(activated?.asOf)
    case .title: FieldValue(annotations.title)
    case .owner: FieldValue(annotations.owner)
    case .note: FieldValue(annotations.note)
    case .labels: FieldValue(annotations.labels.map(\.text))
    case .protected: annotations.protection
    }
  }

  package mutating func set(_ field: Field, to value: FieldValue) -> Bool {
    switch field {
    case .deployment: return value.assign(required: &deployment) { $0 }
    case .key: return value.assign(required: &key) { KeyReference($0) }
    case .use:
      var use: KeyUse?
      guard value.assign(&use), let use else { return false }
      self.use = use
    case .machines: return value.assign(&machines)
    case .activated: return value.assign(count: &activated)
    case .activatedAsOf: return value.assign(day: &activated)
    case .title: return value.assign(&annotations.title)
    case .owner: return value.assign(&annotations.owner)
    case .note: return value.assign(&annotations.note)
    case .labels: return annotations.setLabels(value)
    case .protected: return annotations.setProtection(value)
    }
    return true
  }
}
