/// A product key and what is known of it. A secret value itself is not part of it: tail and check
/// value stand for it.
package struct ProductKey: Managed {
  package static let kind = EntityKind.key
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.keys }
  package static func entity(_ entry: Entry<Self>) -> Entity { .key(entry) }
  package static func entry(_ entity: Entity) -> Entry<Self>? {
    if case .key(let entry) = entity { entry } else { nil }
  }

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
  @Exact package var agreement: String? = nil
  /// The only uses that bindings may have; nil: no limit.
  package var use: KeyUse?
  /// The only architectures that bindings may have, sorted; empty: no limit.
  package var architectures: [WrittenArchitecture] = []
  /// CSVLK: host activations allowed; nil: six (rule CNT006).
  package var hosts: Int?
  /// Projects that may refer to the key, as patterns, in the order written.
  @Exact package var sharedWith: [String] = []
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

  package static let ownFields: [EntryField<ProductKey>] = [
    EntryField(
      "kind", .word(.init(\.keyKind)),
      "What the key is; decides secrecy, quota and allowed use.", required: true,
      columns: [
        .init("kind", "gvlk, mak, csvlk, avma, esu-mak, retail, oem or setup-default.")
      ]),
    EntryField(
      "state", .word(.init(\.state, usual: .active)),
      "Whether rollouts may use the key; active unless said.",
      columns: [.init("state", "active, standby, retired or blocked.")]),
    EntryField(
      "products", .products(.init(\.products), needsEdition: false),
      "Products and editions the key is for, such as windows-11/enterprise."),
    EntryField(
      "value", .value(.init(\.publicValue)),
      "The key itself, of public kinds only; left out, the catalogue fills it in.",
      columns: [
        .init("value", "The key where it is public; NULL of a secret one."),
        .init("sealed", "Always NULL in queries."),
      ]),
    EntryField(
      "tail", .tail(.init(\.tail)), "The last five characters, recorded by `keyform record`.",
      columns: [.init("tail", "The last five characters.")]),
    EntryField(
      "check", .check(.init(\.check)), "The 12-bit check value, recorded by `keyform record`.",
      columns: [.init("check_value", "12 bits that tell keys apart, as three hex digits.")]),
    EntryField(
      "quantity", .quantity(.init(\.quantity)), "Activations granted, or `unlimited`.",
      columns: [
        .init("quantity", "Activations granted; NULL where unknown or unlimited."),
        .init("quantity_unlimited", "1: activations are unlimited."),
      ]),
    EntryField(
      "remaining", .observed(.init(\.remaining)), "Activations left, as somebody read them.",
      columns: [.init("remaining")]),
    EntryField(
      "remaining.asOf", .observedOn(.init(\.remaining)), "The day of that count, YYYY-MM-DD.",
      columns: [.init("remaining_as_of")]),
    EntryField(
      "licences", .count(.init(\.licences)), "Licences owned.",
      columns: [.init("licences", "Licences owned, where recorded.")]),
    EntryField(
      "agreement", .text(.init(\._agreement)), "Number of the licence agreement.",
      columns: [.init("agreement", "The number of the licence agreement.", rank: 1)]),
    EntryField(
      "use", .use(.init(\.use)), "The only uses that bindings may have.",
      columns: KeyUse.columns),
    EntryField(
      "architectures", .architectures(.init(\.architectures), isList: true),
      "The only architectures that bindings may have: amd64, arm64, ia64, x86."),
    EntryField(
      "hosts", .count(.init(\.hosts), minimum: 1),
      "CSVLK: host activations allowed; 6 unless extended.",
      columns: [.init("hosts", "CSVLK: KMS hosts allowed; NULL: six.")]),
    EntryField(
      "sharedWith", .patterns(.init(\._sharedWith)),
      "Projects that may refer to the key; * matches.",
      columns: [
        .init("shared_with", "Projects that may use the key, patterns joined by blanks.")
      ]),
  ]

  package static let commonFields = Annotations.fields(at: \ProductKey.annotations)
  package static let fields = ownFields + commonFields

  /// Names of fields that more is known of.
  package enum Field: String, CaseIterable, Sendable {
    case value, tail, check, remaining
    case remainingAsOf = "remaining.asOf"
  }
}
