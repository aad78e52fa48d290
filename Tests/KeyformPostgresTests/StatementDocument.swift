import Foundation
import KeyformTestSupport

/// The statements in docs/guide/scale-out.md: one fenced block for each part, between comments that
/// the test and people can find.
struct StatementDocument {
  private(set) var text: String

  private static let file = PostgresServer.root.appendingPathComponent("docs/guide/scale-out.md")

  init() throws { text = try String(contentsOf: Self.file, encoding: .utf8) }

  init(text: String) { self.text = text }

  func write() throws { try Data(text.utf8).write(to: Self.file) }

  /// The statements of a part as they stand there; nil where it has no block.
  subscript(part: SQLSubset.Part) -> String? {
    get { range(of: part).map { String(text[$0]) } }
    set {
      if let range = range(of: part), let newValue { text.replaceSubrange(range, with: newValue) }
    }
  }

  /// Each on lines of its own, ended by a semicolon.
  static func block(_ statements: [String]) -> String {
    statements.map { wrapped($0 + ";") }.joined()
  }

  /// The statements of a block.
  static func statements(_ block: String) -> [String] {
    block.split(separator: ";").map { StatementLog.normalized(String($0)) }
      .filter { !$0.isEmpty }
  }

  private func range(of part: SQLSubset.Part) -> Range<String.Index>? {
    let start = "<!-- statements: \(part.rawValue) -->\n```sql\n"
    guard let head = text.range(of: start),
      let tail = text.range(of: "```\n", range: head.upperBound..<text.endIndex)
    else { return nil }
    return head.upperBound..<tail.lowerBound
  }

  private static func wrapped(_ statement: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in statement.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count > 100 {
        lines.append(line)
        line = "  " + word
      } else {
        line += " " + word
      }
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }
}
