import Foundation
import KeyformTestSupport

/// A cluster of its own that writes down every statement it is told to run.
enum LoggingServer {
  static func url() throws -> String { try shared.get() }

  /// What Keyform has sent so far. The server writes a line before it runs what stands there.
  static func log() throws -> StatementLog {
    let folder = try url().split(separator: "host=").last ?? ""
    return StatementLog(try String(contentsOfFile: "\(folder)/log", encoding: .utf8))
  }

  private static let shared = Result {
    try PostgresServer.start([
      "log_statement=all", "log_parameter_max_length=0", "log_line_prefix=%c/%a/",
    ])
  }
}

/// The statements of a server's log in the order of their coming, those of one session together.
struct StatementLog {
  /// What was sent between two ends of a transaction; statements outside of one stand alone.
  struct Transaction {
    var statements: [String] = []
    /// What ended it; empty where nothing did.
    var end = ""
  }

  let transactions: [Transaction]

  init(_ text: String) {
    var sessions: [String: [String]] = [:]
    var session: String?
    for line in text.split(separator: "\n") {
      if line.hasPrefix("\t") {
        guard let session, let last = sessions[session]?.popLast() else { continue }
        sessions[session]?.append(last + " " + line)
      } else if let found = line.wholeMatch(of: Self.entry) {
        session = String(found.output.1)
        sessions[String(found.output.1), default: []].append(String(found.output.2))
      } else {
        session = nil
      }
    }
    transactions = sessions.keys.sorted().flatMap { Self.transactions(sessions[$0] ?? []) }
  }

  /// Every statement once, sorted.
  var statements: [String] {
    Set(transactions.flatMap { $0.statements + [$0.end] }).filter { !$0.isEmpty }.sorted()
  }

  /// On one line, without what differs from run to run.
  static func normalized(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing(/'\d+ms'/, with: "'…ms'")
  }

  private static var entry: Regex<(Substring, Substring, Substring)> {
    /([0-9a-f.]+)\/keyform\/LOG:  (?:statement|execute [^:]*): (.*)/
  }

  private static func transactions(_ texts: [String]) -> [Transaction] {
    var transactions: [Transaction] = []
    var open: Transaction?
    for statement in texts.flatMap({ normalized($0).split(separator: "; ") }).map(String.init) {
      switch statement {
      case "COMMIT", "ROLLBACK":
        transactions.append(Transaction(statements: open?.statements ?? [], end: statement))
        open = nil
      case _ where statement.hasPrefix("BEGIN"):
        if let open { transactions.append(open) }
        open = Transaction(statements: [statement])
      case _ where open != nil: open?.statements.append(statement)
      default: transactions.append(Transaction(statements: [statement]))
      }
    }
    return transactions + (open.map { [$0] } ?? [])
  }
}
