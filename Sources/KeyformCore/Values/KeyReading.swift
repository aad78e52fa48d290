/// What became of a text that should be a product key.
package enum KeyReading: Hashable, Sendable {
  case key(KeyMaterial)
  case flawed(KeyParseError)

  /// Reads a key as people write it: lower case, blanks, missing or typographic dashes are fine.
  ///
  /// The text itself is not kept: of a flawed one only what the message needs.
  package init(_ text: String) {
    // The usual case costs no memory at all.
    if let key = KeyMaterial(canonical: text), !key.hasGroupsOfOneSymbol {
      self = .key(key)
      return
    }
    var symbols: [UInt8] = []
    var folded: [UInt8] = []
    var wrong: KeyParseError?
    for scalar in text.unicodeScalars where !Self.isSeparator(scalar) {
      let byte = scalar.isASCII ? UInt8(scalar.value) : UInt8(ascii: "?")
      let upper = byte >= 97 && byte <= 122 ? byte - 32 : byte
      folded.append(upper)
      if scalar.isASCII, let index = KeyAlphabet.index(of: byte) {
        symbols.append(index)
      } else if wrong == nil {
        let shown = scalar.isASCII ? Unicode.Scalar(upper) : scalar
        wrong = .character(shown, place: folded.count)
      }
    }
    if Self.isPlaceholder(folded) {
      self = .flawed(.placeholder)
    } else if folded.count != 25 {
      self = .flawed(.length(folded.count))
    } else if let wrong {
      self = .flawed(wrong)
    } else if let key = KeyMaterial(symbols: symbols) {
      self = .key(key)
    } else {
      self = .flawed(.length(folded.count))
    }
  }

  /// The key, where the text was one.
  package var key: KeyMaterial? {
    if case .key(let key) = self { return key }
    return nil
  }

  /// Blanks and every dash that word processors put in place of `-`.
  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0xA0, 0x2D, 0xAD, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: true
    default: false
    }
  }

  /// Sample values of manuals: groups of one repeated symbol (`XXXXX-…`, `AAAAA-BBBBB-…`, also
  /// with six groups) and `12345-…` counted up. Source: rule KEY006.
  private static func isPlaceholder(_ folded: [UInt8]) -> Bool {
    guard folded.count >= 25, folded.count % 5 == 0 else { return false }
    let groups = stride(from: 0, to: folded.count, by: 5).map { folded[$0..<$0 + 5] }
    if groups.allSatisfy({ Set($0).count == 1 }) { return true }
    let counted: [[UInt8]] = [Array("12345".utf8), Array("67890".utf8)]
    return groups.allSatisfy { counted.contains(Array($0)) }
  }
}

/// Why a text is no product key. Carries no more of the text than its message needs.
package enum KeyParseError: Hashable, Sendable {
  /// So many symbols instead of 25; nil where that is not to be told.
  case length(Int?)
  /// A character that never occurs in a key, at a place counted from 1; nil where neither is to be
  /// told.
  case character(Unicode.Scalar?, place: Int?)
  /// A sample value from a manual.
  case placeholder

  /// The same without anything of the text, which may be no key at all but somebody's secret.
  package var untold: KeyParseError {
    switch self {
    case .length: .length(nil)
    case .character: .character(nil, place: nil)
    case .placeholder: .placeholder
    }
  }
}
