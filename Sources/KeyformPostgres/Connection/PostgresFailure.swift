internal import CLibPQ
internal import KeyformCore

/// Why a statement failed: what the engine makes of it, and what the user is told if it stays.
///
/// Of the server's messages only the short one is passed on: details and contexts hold values.
struct PostgresFailure: Error {
  enum Kind {
    /// Other writers were in the way: the transaction is rolled back and may run anew.
    case conflict
    /// The connection is gone.
    case lost
    /// A constraint refused a row; of many rows the server does not say which.
    case refused
    /// Somebody holds a row that is not to be waited for.
    case held
    case missingTable
    case other
  }

  let kind: Kind
  let error: TargetError

  static let standby = """
    the server is a standby: name the primary as well in the URL's hosts, and \
    target_session_attrs=read-write
    """

  static let interrupted = PostgresFailure(.other, .interrupted)

  static func lost(_ message: String) -> PostgresFailure {
    PostgresFailure(.lost, .lost(message))
  }

  init(_ kind: Kind, _ error: TargetError) {
    self.kind = kind
    self.error = error
  }

  /// Of a result of status fatal error.
  init(_ result: OpaquePointer?) {
    let state = Self.field(result, "C")
    let message = KeyShape.masked(Self.field(result, "M")) { _ in false }
    switch (state.prefix(2), state) {
    case (_, "40001"), (_, "40P01"):
      self.init(.conflict, .locked("other writers keep changing the rows of this plan"))
    case _ where Self.isRace(state, result):
      self.init(.conflict, .locked("another process is making the same tables"))
    case ("23", _):
      self.init(.refused, .refused(row: "", problem: Self.constraint(state, result, message)))
    // By the server's own place: its words are in its own language.
    case (_, "42501") where Self.field(result, "R") == "check_enable_rls":
      self.init(.other, .hidden(Self.quoted(message)))
    case (_, "42501"): self.init(.other, .forbidden(message))
    case (_, "3F000"):
      let reason = "no schema of the role's search_path is there, or the role may not use it"
      self.init(.other, .failed("\(message): \(reason)"))
    case (_, "25006"): self.init(.other, .readOnly("\(message); if \(Self.standby)"))
    case (_, "53100"): self.init(.other, .full)
    case (_, "55P03"): self.init(.held, .locked("another session holds rows that the plan touches"))
    case (_, "42P01"): self.init(.missingTable, .failed("\(message) (SQLSTATE \(state))"))
    // Without a state the message is libpq's own, about the connection.
    case ("08", _), ("57", "57P01"), ("57", "57P02"), ("57", "57P03"), ("57", "57P05"),
      ("25", "25P03"), (_, ""):
      self = .lost(message.isEmpty ? "the server ended it" : message)
    default: self.init(.other, .failed("\(message) (SQLSTATE \(state))"))
    }
  }

  /// Two that make the same tables meet in the server's own ones.
  private static func isRace(_ state: String, _ result: OpaquePointer?) -> Bool {
    switch state {
    case "42P07", "42710": true
    case "23505": field(result, "s") == "pg_catalog"
    default: false
    }
  }

  /// The name that a message has in quotes.
  private static func quoted(_ message: String) -> String {
    let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.count > 2 ? "`\(parts[1])`" : "a table"
  }

  /// By the names of table, column and constraint.
  private static func constraint(
    _ state: String, _ result: OpaquePointer?, _ message: String
  ) -> String {
    let table = field(result, "t")
    let place = "table \(table), constraint \(field(result, "n"))"
    switch state {
    case "23502": return "column \(field(result, "c")) of table \(table) must not be empty"
    case "23503":
      return "a row that it refers to is missing, or another row still refers to it (\(place))"
    case "23505": return "there is another row of the same key (\(place))"
    case "23514": return "a condition of the table does not hold (\(place))"
    default: return message
    }
  }

  /// A field of a diagnostic by libpq's letter; empty where it has none.
  private static func field(_ result: OpaquePointer?, _ letter: Unicode.Scalar) -> String {
    PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) } ?? ""
  }
}
