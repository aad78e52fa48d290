/// Whether bytes can belong to a product key, and whether a text can hold one at all: asked for
/// every byte that is read or shown, so without tables and without memory.
package enum KeySymbols {
  // One bit for each ASCII byte. Constants, because a table is asked for on every access whether it
  // is there yet.
  private static let lowSymbols: UInt64 = 0x03DC_0000_0000_0000
  private static let highSymbols: UInt64 = 0x03D7_6DDC_03D7_6DDC
  private static let lowWord: UInt64 = 0x03FF_0000_0000_0000
  private static let highWord: UInt64 = 0x07FF_FFFE_07FF_FFFE

  /// Symbols below which no key can be in a text: four groups less two.
  private static let fewest = 18

  /// No text shorter than this holds a key.
  package static let fewestBytes = 20

  /// Whether keys hold the ASCII byte, in either case.
  static func contains(_ byte: UInt8) -> Bool { isSet(byte, lowSymbols, highSymbols) }

  /// Whether the byte is an ASCII letter or digit.
  static func isWord(_ byte: UInt8) -> Bool { isSet(byte, lowWord, highWord) }

  private static func isSet(_ byte: UInt8, _ low: UInt64, _ high: UInt64) -> Bool {
    switch byte {
    case 0..<64: low >> UInt64(byte) & 1 == 1
    case 64..<128: high >> UInt64(byte - 64) & 1 == 1
    default: false
    }
  }

  /// A cheap look ahead: false for nearly every text of a repository. Linear, one pass.
  package static func mayHoldKey(_ text: String) -> Bool {
    if text.utf8.count < fewestBytes { return false }
    // Of a buffer: the view of a string asks for each byte how the string is stored.
    return text.utf8.withContiguousStorageIfAvailable { mayHoldKey($0) } ?? true
  }

  static func mayHoldKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var symbols = 0
    for byte in bytes where contains(byte) { symbols += 1 }
    if symbols < fewest { return false }
    var streak = Streak()
    for byte in bytes {
      // Escapes stand for one character and are made of several: the closer look knows them.
      if byte == KeyEscape.sign { return true }
      if isWord(byte) {
        streak.length += 1
        if !contains(byte) { streak.wrong += 1 }
      } else if streak.endsInKey() {
        return true
      }
    }
    return streak.endsInKey()
  }

  /// The words just passed.
  private struct Streak {
    var length = 0
    var wrong = 0
    /// Words in a row that may be groups, as they are and as mistyped ones.
    private var exact = 0
    private var near = 0
    /// Wrong symbols of the mistyped ones, a byte for each of the last four.
    private var mistakes: UInt32 = 0

    /// Ends the word, if there is one; true where a key may end or be in it.
    mutating func endsInKey() -> Bool {
      if length == 0 { return false }
      defer { (length, wrong) = (0, 0) }
      if 23...35 ~= length { return true }
      exact = length == 5 && wrong == 0 ? exact + 1 : 0
      near = 4...6 ~= length && wrong <= 4 ? near + 1 : 0
      mistakes = mistakes << 8 | UInt32(min(wrong, 255))
      // The middle groups of a key whose outer ones touch other letters; or four that are near.
      return exact >= 3 || near >= 4 && sum <= 4
    }

    private var sum: UInt32 {
      mistakes & 255 + mistakes >> 8 & 255 + mistakes >> 16 & 255 + mistakes >> 24
    }
  }
}

/// The 25 symbols of a product key: 24 digits and the marker `N` of the 2009 format.
///
/// Source: measured on 149 published keys (rules KEY002 and KEY003).
package enum KeyAlphabet {
  /// Symbols in the order of their digit value; the marker `N` comes last and has no digit value.
  package static let symbols: [UInt8] = Array("BCDFGHJKMPQRTVWXY2346789N".utf8)

  /// Index of `N` in `symbols`.
  package static let marker = 24

  /// Index by upper-case ASCII byte; 255 where the byte is no symbol.
  private static let indexes: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (index, symbol) in symbols.enumerated() {
      table[Int(symbol)] = UInt8(index)
      // Lower case is accepted on input: people type it, Windows takes it.
      if symbol >= 65 { table[Int(symbol) + 32] = UInt8(index) }
    }
    return table
  }()

  /// The symbol's index for an ASCII byte in either case; nil where the byte never occurs in a key.
  package static func index(of byte: UInt8) -> UInt8? {
    let index = indexes[Int(byte)]
    return index == 255 ? nil : index
  }
}
