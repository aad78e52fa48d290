/// An Active Directory forest with an activation object, made with a CSVLK.
package struct Directory: Managed {
  package static let kind = EntityKind.directory

  package let name: String
  /// DNS name of the forest root.
  package var forest = ""
  /// Sorted.
  package var hostKeys: [KeyReference] = []
  package var annotations = Annotations()

  package init(name: String) { self.name = name }

  package static let ownFields: [EntryField<Directory>] = [
    EntryField(
      "forest", .requiredText(.init(\.forest)), "DNS name of the forest root.", required: true,
      columns: [.init("forest", "The DNS name of a forest.")]),
    EntryField(
      "hostKey", .keys(.init(\.hostKeys)), "Name of the CSVLK, or a list.", required: true),
  ]

  package static let commonFields = EntryField.common(\Directory.annotations)
  package static let fields = ownFields + commonFields
}

extension Directory {
  /// Whether machines of the deployment belong to the forest, as far as is said. Names of DNS have
  /// no case.
  package func isInForest(of deployment: Deployment) -> Bool {
    deployment.forest.map { $0.lowercased() == forest.lowercased() } ?? true
  }
}
