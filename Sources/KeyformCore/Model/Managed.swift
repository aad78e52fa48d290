/// A kind of entry that Keyform keeps in a target: a name and a closed list of fields.
///
/// Difference, saved plans, the journal and digests go through the fields, as do files, targets and
/// queries: a field that is described is read, compared, saved, shown and written everywhere.
package protocol Managed: Hashable, Sendable, SendableMetatype {
  static var kind: EntityKind { get }

  var name: String { get }

  /// An entry with nothing but its name and the defaults.
  init(name: String)

  /// The fields of the kind, in the order in which plans show them: the day of an observation
  /// stands behind its count.
  static var ownFields: [EntryField<Self>] { get }

  /// Those that every kind has.
  static var commonFields: [EntryField<Self>] { get }

  /// Both.
  static var fields: [EntryField<Self>] { get }

  /// Whether `stored` has an observation that is newer than this value's, and not after `latest`.
  func hasOlderObservation(than stored: Self, latest: CalendarDate?) -> Bool

  /// This value with each observation that `stored` has newer, and not after `latest`.
  func keepingNewerObservations(of stored: Self, latest: CalendarDate?) -> Self
}

extension Managed {
  package var address: Address { Address(Self.kind, name) }
}
