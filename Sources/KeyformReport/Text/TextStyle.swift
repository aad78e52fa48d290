/// How text for people is laid out.
package struct TextStyle: Hashable, Sendable {
  package enum Colour: Sendable {
    case plain
    /// ANSI sequences of the sixteen colours, for terminals alone.
    case ansi
  }

  package let colour: Colour
  /// Columns that paragraphs and excerpts are wrapped to.
  package let width: Int

  package init(colour: Colour = .plain, width: Int = 100) {
    self.colour = colour
    self.width = max(width, 40)
  }
}

/// What a piece of text is painted as, by meaning.
package enum Paint {
  case plain, strong, faint, good, caution, bad, advice

  /// Parameters of the ANSI sequence; nil for plain.
  var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .caution: "33"
    case .bad: "31"
    case .advice: "36"
    }
  }
}
