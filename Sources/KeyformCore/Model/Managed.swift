/// A kind of entry that Keyform keeps in a target: a name and a closed list of fields.
///
/// Difference, saved plans, the journal and digests go through the fields, as do files, targets and
/// queries: a field that is described is read, compared, saved, shown and written everywhere.
package protocol Managed: Hashable, Sendable, SendableMetatype {
  static var kind: EntityKind { get }

  /// Where an inventory has the entries of the kind.
  static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { get }

  static func entity(_ entry: Entry<Self>) -> Entity

  /// The entry, where it is of this kind.
  static func entry(_ entity: Entity) -> Entry<Self>?

  var name: String { get }
  var annotations: Annotations { get }

  /// An entry with nothing but its name and the defaults.
  init(name: String)

  /// The fields of the kind, in the order in which plans show them: the day of an observation
  /// stands behind its count.
  static var ownFields: [EntryField<Self>] { get }

  /// Those that every kind has.
  static var commonFields: [EntryField<Self>] { get }

  /// Both.
  static var fields: [EntryField<Self>] { get }

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
    let fields = Self.fields
    withUnsafePointer(to: self) { entry in
      for index in fields.indices {
        let value = fields[index].coding.shown(entry)
        if case .none = value { continue }
        body(fields[index].name, value)
      }
    }
  }

  /// The same with some fields set, in declaration order: the day of an observation needs its count
  /// first. Nil where one is none of the kind's or a value does not fit.
  func setting(_ fields: [String: FieldValue]) -> Self? {
    var value = self
    var taken = 0
    for field in Self.fields {
      guard let wanted = fields[field.name] else { continue }
      taken += 1
      if wanted == .none, value[field] == .none { continue }
      guard value.set(field, to: wanted) else { return nil }
    }
    return taken == fields.count ? value : nil
  }
}
