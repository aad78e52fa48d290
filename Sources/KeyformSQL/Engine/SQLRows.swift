internal import Glibc
package import KeyformCore

/// The rows of a query, one at a time, with the columns of the current one by index from 0.
package protocol SQLRows: AnyObject {
  /// Steps to the next row; false after the last.
  func next() throws(TargetError) -> Bool

  func isNull(_ column: Int) -> Bool

  /// The bytes of the text, in the engine's own memory: good until the next step, or until this
  /// object goes. Nil where the column is NULL.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>?

  /// The count; nil where the column is NULL or holds something else.
  func integer(_ column: Int) -> Int?
}

extension SQLRows {
  /// The text; nil where the column is NULL.
  package func text(_ column: Int) -> String? {
    defer { extendLifetime(self) }
    guard let bytes = bytes(column) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Puts the column's text in place of `text`, unless it holds the same: most columns repeat, and
  /// comparing bytes costs a tenth of making a text.
  package func read(_ column: Int, into text: inout String) -> SQLText {
    defer { extendLifetime(self) }
    guard let bytes = bytes(column) else { return .null }
    if isEqual(&text, bytes) { return .unchanged }
    text = String(decoding: bytes, as: UTF8.self)
    return .changed
  }

  /// Whether the column holds exactly these bytes: cheaper than making a text to compare.
  package func holds(_ text: String, at column: Int) -> Bool {
    defer { extendLifetime(self) }
    guard let bytes = bytes(column) else { return false }
    var text = text
    return isEqual(&text, bytes)
  }

  /// The product key in canonical form; nil where the column is NULL or holds something else. No
  /// text is made of it.
  package func key(_ column: Int) -> KeyMaterial? {
    defer { extendLifetime(self) }
    guard let bytes = bytes(column) else { return nil }
    return KeyMaterial(canonical: bytes.span)
  }
}

@inline(__always)
private func isEqual(_ text: inout String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  bytes.count == text.utf8.count && text.withUTF8 { bytes.isSame(as: $0) }
}

extension UnsafeBufferPointer<UInt8> {
  package func isSame(as other: Self) -> Bool {
    guard count == other.count, let own = baseAddress, let others = other.baseAddress else {
      return count == other.count
    }
    return memcmp(own, others, count) == 0
  }
}

/// What became of reading a column into a text that is there already.
package enum SQLText: Sendable {
  /// NULL; the text is as it was.
  case null
  case unchanged, changed
}

/// A prepared statement: bind every parameter by number from 1, run, bind anew.
package protocol SQLStatement: AnyObject {
  func bind(_ text: String?, at parameter: Int)
  func bind(_ integer: Int?, at parameter: Int)
  /// UTF-8 bytes as text.
  func bind(_ text: [UInt8], at parameter: Int)
  /// Throws `refused` with an empty row where a constraint forbids it; never says a bound value.
  func run() throws(TargetError)
}

/// For engines whose values go as texts.
extension SQLStatement {
  package func bind(_ integer: Int?, at parameter: Int) {
    bind(integer.map { String($0) }, at: parameter)
  }

  package func bind(_ text: [UInt8], at parameter: Int) {
    bind(String(decoding: text, as: UTF8.self), at: parameter)
  }
}
