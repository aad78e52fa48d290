/// Which deployment uses which key, and for what.
package struct Binding: Managed {
  package static let kind = EntityKind.binding
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.bindings }
  package static func entity(_ entry: Entry<Self>) -> Entity { .binding(entry) }
  package static func entry(_ entity: Entity) -> Entry<Self>? {
    if case .binding(let entry) = entity { entry } else { nil }
  }

  package let name: String
  @Exact package var deployment = ""
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

  package static let ownFields: [EntryField<Binding>] = [
    EntryField(
      "deployment", .entryName(.init(\._deployment)), "Name of the deployment.", required: true,
      columns: [.init("deployment", "The name of the deployment.")]),
    EntryField(
      "key", .key(.init(\.key)), "Name of the key, or project:name of a shared one.",
      required: true,
      columns: [
        .init("key_project", "The project that owns the key."),
        .init("key_name", "The name of the key."),
      ]),
    EntryField(
      "use", .requiredUse(.init(\.use)), "What the key is used for.", required: true,
      columns: KeyUse.columns),
    EntryField(
      "machines", .count(.init(\.machines)), "Number of machines; absent: the deployment's.",
      columns: [.init("machines", "So many machines; of a binding NULL: the deployment's.")]),
    EntryField(
      "activated", .observed(.init(\.activated)),
      "Machines activated so far, as somebody read it.",
      columns: [.init("activated", "Machines activated so far, as somebody read them.")]),
    EntryField(
      "activated.asOf", .observedOn(.init(\.activated)), "The day of that count, YYYY-MM-DD.",
      columns: [.init("activated_as_of")]),
  ]

  package static let commonFields = Annotations.fields(at: \Binding.annotations)
  package static let fields = ownFields + commonFields

  /// Names of fields that more is known of.
  package enum Field: String, CaseIterable, Sendable {
    case activated
    case activatedAsOf = "activated.asOf"
  }
}
