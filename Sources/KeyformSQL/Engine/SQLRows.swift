package import KeyformCore

/// The rows of a query, one at a time, with the columns of the current one by index from 0.
package protocol SQLRows: AnyObject {
  /// Steps to the next row; false after the last.
  func next() throws(TargetError) -> Bool

  func isNull(_ column: Int) -> Bool

  /// The text; nil where the column is NULL.
  func text(_ column: Int) -> String?

  /// Puts the column's text in place of `text`, unless it holds the same: most columns repeat, and
  /// comparing bytes costs a tenth of making a text.
  func read(_ column: Int, into text: inout String) -> SQLText

  /// Whether the column holds exactly these bytes: cheaper than making a text to compare.
  func holds(_ text: String, at column: Int) -> Bool

  /// The count; nil where the column is NULL or holds something else.
  func integer(_ column: Int) -> Int?

  /// The product key in canonical form; nil where the column is NULL or holds something else. No
  /// text is made of it.
  func key(_ column: Int) -> KeyMaterial?
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
