/// The market that a client edition is made for, as Microsoft's names of editions tell: a word of
/// its own, such as the `N` of `Enterprise N LTSC`.
///
/// Source: rule ED004.
enum EditionMarket: Sendable {
  /// One government.
  case government
  /// Europe: without media programs.
  case europe
  /// Korea.
  case korea

  /// Nil where the edition is for every market.
  init?(editionName name: String) {
    let words = name.split(separator: " ")
    if words.contains("G") {
      self = .government
    } else if words.contains("KN") {
      self = .korea
    } else if words.contains("N") {
      self = .europe
    } else {
      return nil
    }
  }
}

extension EditionMarket {
  /// The line of editions that changes by key stay within; nil: the ordinary one.
  static func line(of market: EditionMarket?) -> String? {
    switch market {
    case .europe: "N"
    case .korea: "KN"
    case .government, nil: nil
    }
  }
}
