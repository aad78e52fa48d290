/// An Active Directory forest with an activation object, made with a CSVLK.
package struct Directory: Managed {
  package static let kind = EntityKind.directory
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.directories }
  package static func entity(_ entry: Entry<Self>) -> Entity { .directory(entry) }

  package let name: String
  /// DNS name of the forest root.
  package var forest = ""
  /// Sorted.
  package var hostKeys: [KeyReference] = []
  package var annotations = Annotations()

  package init(name: String) { self.name = name }

  package func forEachKey(_ body: (String, KeyReference) -> Void) {
    for key in hostKeys { body("hostKey", key) }
  }

  package mutating func changeKeys(_ change: (KeyReference) -> KeyReference) {
    hostKeys = hostKeys.map(change).sorted()
  }

  package var productIDs: [ProductID] { [] }

  package mutating func changeProducts(_ change: (ProductID) -> ProductID) {}

  package enum Field: String, CaseIterable, Sendable {
    case forest
    case hostKeys = "hostKey"
    case title, owner, note, labels, protected
  }

  package subscript(field: Field) -> FieldValue {
    switch field {
    case .forest: .text(forest)
    case .hostKeys: FieldValue(hostKeys.map(\.description))
    case .title: FieldValue(annotations.title)
    case .owner: FieldValue(annotations.owner)
    case .note: FieldValue(annotations.note)
    case .labels: FieldValue(annotations.labels.map(\.text))
    case .protected: annotations.protection
    }
  }

  package mutating func set(_ field: Field, to value: FieldValue) -> Bool {
    switch field {
    case .forest: return value.assign(required: &forest) { $0 }
    case .hostKeys: return value.assign(&hostKeys) { KeyReference($0) }
    case .title: return value.assign(&annotations.title)
    case .owner: return value.assign(&annotations.owner)
    case .note: return value.assign(&annotations.note)
    case .labels: return annotations.setLabels(value)
    case .protected: return annotations.setProtection(value)
    }
  }
}

extension Directory {
  /// Whether machines of the deployment belong to the forest, as far as is said. Names of DNS have
  /// no case.
  package func isInForest(of deployment: Deployment) -> Bool {
    deployment.forest.map { $0.lowercased() == forest.lowercased() } ?? true
  }
}
