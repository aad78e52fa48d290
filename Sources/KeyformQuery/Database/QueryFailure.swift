internal import CLibSQLite
internal import KeyformCore
internal import KeyformSQLiteBinding

/// What SQLite's complaints mean to whoever wrote the query.
struct QueryFailure {
  private let sql: [UInt8]
  private let database: QueryDatabase

  init(_ sql: String, _ database: QueryDatabase) {
    self.sql = Array(sql.utf8)
    self.database = database
  }

  private var message: String { database.connection.message ?? "it cannot be read" }

  /// A statement could not be prepared.
  func preparing() -> QueryProblem {
    let message = message
    if let refusal = refusal {
      return QueryProblem(
        .refused, "\(refusal) is not allowed",
        """
        Queries read the tables that `keyform query --tables` lists, and do nothing else; functions \
        that reach outside or give something else each time are left out.
        """, offset: offset)
    }
    if message.hasSuffix("may not be modified") {
      return QueryProblem(.refused, "writing is not allowed", "Queries only read.", offset: offset)
    }
    if message == "too many SQL variables" {
      return QueryProblem(
        .refused, "parameters are not allowed", "Write the value itself.", offset: offset)
    }
    for (prefix, what) in [
      ("no such table: ", "table"), ("no such column: ", "column"),
      ("no such function: ", "function"),
    ] where message.hasPrefix(prefix) {
      return unknown(what, String(message.dropFirst(prefix.count)))
    }
    return QueryProblem(
      .syntax, message, "Correct the SQL; `keyform query` shows what a query gives.",
      offset: offset)
  }

  /// SQLite declares its own tables where they are named, which looks like writing.
  private var refusal: String? {
    guard let refusal = database.watcher.refusal else { return nil }
    guard refusal == QueryGuard.writing, let first = words.first?.lowercased(),
      first == "select" || first == "with", let table = words.first(where: SQLAllowlist.isSystem)
    else { return refusal }
    return "the table `\(table)`"
  }

  private var words: [String] {
    sql.split { !Self.isWord($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A statement was stopped, or failed on a row.
  func running(_ error: SQLiteError) -> QueryProblem {
    if let stop = database.watcher.stop { return stop }
    switch error.code & 0xFF {
    case SQLITE_TOOBIG:
      return QueryProblem(
        .memory, "it makes a text longer than \(QueryLimits.textLength) bytes",
        "Join fewer texts, or shorten them with substr.")
    case SQLITE_NOMEM:
      return QueryProblem(.memory, "memory is short", "Sort, group and recurse over fewer rows.")
    default: return QueryProblem(.syntax, "it fails: \(error.message)", "Correct the SQL.")
    }
  }

  private func unknown(_ what: String, _ written: String) -> QueryProblem {
    // A column may stand behind its table's name.
    let name = written.split(separator: ".").last.map(String.init) ?? written
    let near = SpellingSuggestion.question(name, in: candidates(what))
    let known =
      switch what {
      case "table": "`keyform query --tables` lists the tables."
      case "column" where isQuoted(name): "Texts stand in single quotes: '\(name)'."
      case "column": "`keyform query --tables NAME` lists the columns of a table."
      default: "It is none of SQLite's functions that queries may use."
      }
    return QueryProblem(
      .syntax, "there is no \(what) `\(written)`" + near, known, offset: offset ?? place(of: name))
  }

  private func isQuoted(_ word: String) -> Bool {
    String(decoding: sql, as: UTF8.self).contains("\"\(word)\"")
  }

  private func candidates(_ what: String) -> [String] {
    switch what {
    case "table": database.tables.names
    case "function": SQLAllowlist.functions.sorted()
    default: columns()
    }
  }

  /// Of the tables that the query names; of all where it names none.
  private func columns() -> [String] {
    let read = database.tables.tables.filter { place(of: $0.name) != nil }
    return (read.isEmpty ? database.tables.tables : read).flatMap { $0.columns.map(\.name) }
  }

  private var offset: Int? {
    let offset = sqlite3_error_offset(database.connection.pointer)
    if offset >= 0 { return Int(offset) }
    return message == "incomplete input" ? sql.count : nil
  }

  /// The first byte of what stands behind `end`.
  func start(of end: Int) -> Int {
    sql[end...].firstIndex { $0 > 0x20 && $0 != UInt8(ascii: ";") } ?? end
  }

  /// Where a word stands first.
  private func place(of word: String) -> Int? {
    let word = Array(word.lowercased().utf8)
    guard !word.isEmpty, sql.count >= word.count else { return nil }
    return (0...sql.count - word.count).first { start in
      for index in word.indices where Self.lowered(sql[start + index]) != word[index] {
        return false
      }
      let end = start + word.count
      return (start == 0 || !Self.isWord(sql[start - 1]))
        && (end == sql.count || !Self.isWord(sql[end]))
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 65 && byte <= 90 ? byte + 32 : byte
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90
      || byte >= 97 && byte <= 122 || byte >= 128
  }
}
