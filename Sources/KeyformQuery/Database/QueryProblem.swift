/// Why a query gives no result: one message that says what, and what to do. It never holds a value.
package struct QueryProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Not SQL, or it names what is not there.
    case syntax
    /// Something that queries may not do.
    case refused
    /// Not exactly one query.
    case statements
    case time
    case memory
    case rows
    case interrupted
  }

  package let kind: Kind
  package let summary: String
  /// In full sentences.
  package let detail: String
  /// The byte of the SQL that it is about, from 0; nil where none can be named.
  package let offset: Int?

  init(_ kind: Kind, _ summary: String, _ detail: String, offset: Int? = nil) {
    self.kind = kind
    self.summary = summary
    self.detail = detail
    self.offset = offset
  }
}

/// What a query may use up.
package struct QueryLimits: Hashable, Sendable {
  /// Seconds of processor time.
  package let seconds: Int
  /// Bytes that SQLite may hold in the process.
  package let memory: Int
  package let rows: Int
  /// Bytes of all values in the rows.
  package let result: Int

  /// A policy: two seconds, and findings that somebody can still read.
  package static let policy = QueryLimits(
    seconds: 2, memory: 256 << 20, rows: 10_000, result: 16 << 20)
  /// A query that a person asks.
  package static let question = QueryLimits(
    seconds: 30, memory: 512 << 20, rows: 1_000_000, result: 128 << 20)

  package init(seconds: Int, memory: Int, rows: Int, result: Int) {
    self.seconds = seconds
    self.memory = memory
    self.rows = rows
    self.result = result
  }

  /// Bytes of SQL.
  static let sqlLength = 100_000
  /// Bytes of one text.
  static let textLength = 200_000
  /// Bytes of a pattern of LIKE or GLOB.
  static let patternLength = 200
}

extension QueryProblem {
  /// Line and column of a byte of SQL, both from 1; columns count characters.
  package static func place(of offset: Int, in sql: String) -> (line: Int, column: Int) {
    let before = Array(sql.utf8.prefix(offset))
    let line = before.count { $0 == 10 } + 1
    let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    return (line, String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1)
  }
}
