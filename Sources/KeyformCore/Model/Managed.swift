/// A kind of entry that Keyform keeps in a target: a name and a closed list of fields.
///
/// Diff, saved plans, the journal and digests all go through the fields, so a field that is added
/// to the enum is compared, saved, shown and written everywhere or does not compile.
package protocol Managed: Hashable, Sendable, SendableMetatype {
  associatedtype Field: CaseIterable & RawRepresentable<String> & Hashable & Sendable

  static var kind: EntityKind { get }

  var name: String { get }

  /// An entry with nothing but its name and the defaults.
  init(name: String)

  /// The field in the form that plans and journals show. Never more of a secret than its identity.
  subscript(field: Field) -> FieldValue { get }

  /// Sets a field from that form; false where the value does not fit the field.
  mutating func set(_ field: Field, to value: FieldValue) -> Bool

  /// Whether `stored` has an observation that is newer than this value's, and not after `latest`.
  func hasOlderObservation(than stored: Self, latest: CalendarDate?) -> Bool

  /// This value with each observation that `stored` has newer, and not after `latest`.
  func keepingNewerObservations(of stored: Self, latest: CalendarDate?) -> Self
}

extension Managed {
  package var address: Address { Address(Self.kind, name) }
}
