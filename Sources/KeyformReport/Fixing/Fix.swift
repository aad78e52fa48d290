package import KeyformCore

/// A place of a file with the one spelling that it should have.
package struct Fix: Hashable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    /// The file says it now.
    case done
    /// `validate --fix` would write it.
    case possible
    /// `validate --fix-names` would write it: a guess at a misspelt name.
    case onRequest = "on-request"
  }

  package let place: Place
  package let address: Address?
  /// What of the entry it concerns, such as `remaining.asOf`; empty: the name of a field.
  package let field: String
  package let from: String
  package let to: String
  package let state: State

  package init(
    place: Place, address: Address?, field: String, from: String, to: String, state: State
  ) {
    self.place = place
    self.address = address
    self.field = field
    self.from = from
    self.to = to
    self.state = state
  }
}

/// Fixes for people: a line each.
package struct FixText {
  private let style: TextStyle
  private let masking: Masking

  package init(style: TextStyle, masking: Masking) {
    self.style = style
    self.masking = masking
  }

  package func bytes(_ fixes: [Fix]) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
    for fix in fixes {
      buffer.add("\(fix.place.file):\(fix.place.line):\(fix.place.column) ")
      if let address = fix.address { buffer.add("\(address.description) ", .strong) }
      buffer.line("\(fix.field): \(fix.from) -> \(fix.to)")
    }
    return buffer.take()
  }
}
