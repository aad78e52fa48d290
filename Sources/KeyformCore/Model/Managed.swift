/// A kind of entry that Keyform keeps in a target: a name and a closed list of fields.
///
/// Diff, saved plans, the journal and digests all go through the fields, so a field that is added
/// to the enum is compared, saved, shown and written everywhere or does not compile.
package protocol Managed: Hashable, Sendable, SendableMetatype {
  associatedtype Field: CaseIterable & RawRepresentable<String> & Hashable & Sendable

  static var kind: EntityKind { get }

  /// Where an inventory has the entries of the kind.
  static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { get }

  static func entity(_ entry: Entry<Self>) -> Entity

  var name: String { get }
  var annotations: Annotations { get }

  /// An entry with nothing but its name and the defaults.
  init(name: String)

  /// The field in the form that plans and journals show. Never more of a secret than its identity.
  subscript(field: Field) -> FieldValue { get }

  /// Sets a field from that form; false where the value does not fit the field.
  mutating func set(_ field: Field, to value: FieldValue) -> Bool

  /// Calls `body` for each key that the entry names, of whatever project, with the name of the
  /// field in files that names it.
  func forEachKey(_ body: (_ field: String, KeyReference) -> Void)

  /// Sets each of these to what `change` makes of it.
  mutating func changeKeys(_ change: (KeyReference) -> KeyReference)

  /// The products whose facts a target keeps with the row.
  var productIDs: [ProductID] { get }

  /// Sets each product id to what `change` makes of it.
  mutating func changeProducts(_ change: (ProductID) -> ProductID)

  /// Whether `stored` has an observation that is newer than this value's, and not after `latest`.
  func hasOlderObservation(than stored: Self, latest: CalendarDate?) -> Bool

  /// This value with each observation that `stored` has newer, and not after `latest`.
  func keepingNewerObservations(of stored: Self, latest: CalendarDate?) -> Self
}

extension Managed {
  package var address: Address { Address(Self.kind, name) }

  /// The keys that the entry names, of whatever project.
  package var keyReferences: [KeyReference] {
    var keys: [KeyReference] = []
    forEachKey { keys.append($1) }
    return keys
  }

  /// Calls `body` for every field that is present, in declaration order.
  package func forEachField(_ body: (String, FieldValue) -> Void) {
    for field in Field.allCases {
      let value = self[field]
      if value != .none { body(field.rawValue, value) }
    }
  }

  /// The same with some fields set, in declaration order: the day of an observation needs its count
  /// first. Nil where one is none of the kind's or a value does not fit.
  func setting(_ fields: [String: FieldValue]) -> Self? {
    var value = self
    var taken = 0
    for field in Field.allCases {
      guard let wanted = fields[field.rawValue] else { continue }
      taken += 1
      if wanted == .none, value[field] == .none { continue }
      guard value.set(field, to: wanted) else { return nil }
    }
    return taken == fields.count ? value : nil
  }
}
