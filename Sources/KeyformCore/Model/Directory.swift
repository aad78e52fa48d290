/// An Active Directory forest with an activation object, made with a CSVLK.
package struct Directory: Managed {
  package static let kind = EntityKind.directory
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.directories }
  package static func entity(_ entry: Entry<Self>) -> Entity { .directory(entry) }
  package static func entry(_ entity: Entity) -> Entry<Self>? {
    if case .directory(let entry) = entity { entry } else { nil }
  }

  package let name: String
  /// DNS name of the forest root.
  @Exact package var forest = ""
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

  package static let ownFields: [EntryField<Directory>] = [
    EntryField(
      "forest", .requiredText(.init(\._forest)), "DNS name of the forest root.", required: true,
      columns: [.init("forest", "The DNS name of a forest.")]),
    EntryField(
      "hostKey", .keys(.init(\.hostKeys)), "Name of the CSVLK, or a list.", required: true),
  ]

  package static let commonFields = Annotations.fields(at: \Directory.annotations)
  package static let fields = ownFields + commonFields
}

extension Directory {
  /// Whether machines of the deployment belong to the forest, as far as is said. Names of DNS have
  /// no case.
  package func isInForest(of deployment: Deployment) -> Bool {
    deployment.forest.map { $0.lowercased() == forest.lowercased() } ?? true
  }
}
