internal import KeyformCore

/// The names that entries may have.
enum EntryName {
  /// At most so many characters; short-form bindings join two names with a dot.
  static let maximumLength = 100
  static let maximumFormerLength = 2 * maximumLength + 1

  static let rule = """
    Names have `a` to `z`, digits, and `-`, `_`, `.` inside, at most \(maximumLength) characters, \
    such as win11-ent-mak.
    """

  /// The same as regular expressions: of a name, and of a reference to a key of this project or of
  /// another one.
  static let pattern = "^\(part)$"
  static let reference = "^(\(part):)?\(part)$"
  /// Short-form bindings can be what an entry was called before.
  static let former = "^[a-z0-9]([a-z0-9._-]{0,\(maximumFormerLength - 2)}[a-z0-9])?$"
  private static let part = "[a-z0-9]([a-z0-9._-]{0,\(maximumLength - 2)}[a-z0-9])?"

  static func isValid(_ name: String, maximumLength: Int = maximumLength) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last, bytes.count <= maximumLength,
        isLetterOrDigit(first), isLetterOrDigit(last)
      else { return false }
      for byte in bytes
      where !isLetterOrDigit(byte) && byte != 0x2D && byte != 0x5F && byte != 0x2E {
        return false
      }
      return true
    }
  }

  /// Whether a name is, or holds, what looks like a product key. Names stand in plans, journals and
  /// reports, where nothing is masked that has to be found again.
  static func isLikeKey(_ name: String) -> Bool {
    guard name.utf8.count >= KeySymbols.fewestBytes else { return false }
    let symbols = name.utf8.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x2E && $0 != 0x20 }
    if symbols.count == 25, symbols.allSatisfy({ KeyAlphabet.index(of: $0) != nil }) { return true }
    return KeyShape.holdsKey(name)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 97 && byte <= 122 || byte >= 48 && byte <= 57
  }
}
