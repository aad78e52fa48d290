/// A scalar of a file with the one spelling that it should have.
package struct Fix: Hashable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    /// The file says it now.
    case done
    /// `validate --fix` would write it.
    case possible
    /// `validate --fix-names` would write it: a guess at a misspelt name of a field.
    case onRequest = "on-request"
  }

  package let place: FileLocation
  /// The entry that holds it, by the name that it gets; nil outside of entries.
  package let address: Address?
  /// The path of the field below the entry, such as `remaining.asOf`; `name` for an entry's name.
  package let field: String
  /// The text as it is read, not as it is quoted.
  package let from: String
  package let to: String
  package private(set) var state: State
  /// Ids of the rules whose findings at one of `places` it takes away.
  private let cures: [String]
  /// Where such a finding points: at the scalar, or at the list that holds it.
  package let places: [FileLocation]

  package init(
    place: FileLocation, address: Address?, field: String, from: String, to: String, state: State,
    cures: [String], places: [FileLocation]
  ) {
    self.place = place
    self.address = address
    self.field = field
    self.from = from
    self.to = to
    self.state = state
    self.cures = cures
    self.places = places
  }

  /// The same once it is written.
  package var done: Fix {
    var fix = self
    fix.state = .done
    return fix
  }

  /// Whether a finding goes once this is fixed.
  package func cures(_ diagnostic: Diagnostic) -> Bool {
    guard let place = diagnostic.place else { return false }
    return cures.contains(diagnostic.rule) && places.contains(place)
  }
}
