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
