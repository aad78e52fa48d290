package import KeyformCore

/// Diagnostics as Markdown, for a comment on a pull or merge request: the verdict as a heading, then a
/// list, errors first.
///
/// What a repository says is text here: it makes no markup, no HTML, no link and no mention, and begins
/// no line, where a forge takes orders.
package enum DiagnosticMarkdown {
  /// Forges refuse comments of more than 65,536 characters: what comes after so many bytes is counted.
  private static let longest = 45_000
  /// Of one text, as it is written.
  private static let longestText = 3_000

  private static let tooLong: StaticString = "(a text too long for this)"

  /// `diff` is what fixing would change, `lines` stand below the list, each a paragraph.
  package static func add(
    _ diagnostics: [Diagnostic], diff: String?, _ lines: [String], to buffer: inout TextBuffer
  ) {
    buffer.line("## Keyform: \(DiagnosticCount(diagnostics).text)")
    if !diagnostics.isEmpty { buffer.breakLine() }
    let folding = InfoFolding(diagnostics, .folded)
    let listed = diagnostics.filter { !folding.folds($0) }.sorted { left, right in
      left.severity == right.severity
        ? Diagnostic.inOrder(left, right) : left.severity > right.severity
    }
    var written = 0
    for diagnostic in listed where buffer.count < longest {
      add(diagnostic.severity, diagnostic.rule, diagnostic.place, to: &buffer)
      add(diagnostic.summary, to: &buffer)
      if !diagnostic.detail.isEmpty {
        buffer.add(diagnostic.summary.hasSuffix("?") ? " " : ". ")
        add(diagnostic.detail, to: &buffer)
      }
      buffer.breakLine()
      written += 1
    }
    for folded in folding.folded where buffer.count < longest {
      add(.info, folded.rule, folded.example.place, to: &buffer)
      add("\(folded.count) findings, such as: \(folded.example.summary)", to: &buffer)
      buffer.breakLine()
    }
    if written < listed.count {
      buffer.line("- and \(listed.count - written) more: `keyform validate` lists them")
    }
    for line in lines {
      buffer.breakLine()
      add(line, to: &buffer)
      buffer.breakLine()
    }
    addDiff(diff ?? "", to: &buffer)
  }

  private static func add(
    _ severity: Severity, _ rule: String, _ place: FileLocation?, to buffer: inout TextBuffer
  ) {
    buffer.add(words: "- **")
    buffer.add(severity.rawValue)
    buffer.add(words: "** ")
    add(rule, to: &buffer)
    if let place {
      buffer.add(words: " ")
      add("\(place.file):\(place.line):\(place.column)", to: &buffer)
    }
    buffer.add(words: ": ")
  }

  /// On the line that was begun.
  private static func add(_ text: String, to buffer: inout TextBuffer) {
    guard text.utf8.count <= longestText else { return buffer.add(words: tooLong) }
    let markdown = ShownText(text.replacing("\n", with: " "), buffer.masking).inMarkdown
    // What escapes add counts: a control character becomes eight.
    if markdown.text.utf8.count > longestText { return buffer.add(words: tooLong) }
    buffer.add(markdown)
  }

  /// Indented, as code: nothing in it is read as Markdown. Behind a list it would be one more
  /// paragraph of it, so that a sentence comes between.
  private static func addDiff(_ diff: String, to buffer: inout TextBuffer) {
    if diff.isEmpty { return }
    buffer.breakLine()
    var code = buffer
    code.line("What fixing would change:")
    code.breakLine()
    code.lines(diff, indent: 4)
    guard code.count <= longest else {
      return buffer.line("The diff is too long for a comment: `keyform validate --diff` shows it.")
    }
    buffer = code
  }
}

extension ShownText {
  /// As text in the middle of a line of Markdown, or in a cell of a table. A sign of punctuation behind
  /// a backslash is itself in CommonMark. Forges look for mentions, references and addresses in the
  /// text that comes of it: nothing stops these but code.
  var inMarkdown: ShownText { replacing(Self.markdownSigns) }

  private static let markdownSigns = FormatSigns([
    "\\": "\\\\", "`": "\\`", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]", "<": "\\<",
    ">": "\\>",
    "&": "\\&", "|": "\\|", "~": "\\~", "$": "\\$", "!": "\\!", "#": "`#`", "@": "`@`",
    "://": "`://`", "www.": "`www.`",
  ])
}
