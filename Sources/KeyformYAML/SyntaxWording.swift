/// What the parser says about a file that is not valid YAML, in its own words.
struct ParserComplaint {
  /// What it was doing, such as "while parsing a block mapping"; may be empty.
  let context: String
  /// What it met, such as "did not find expected key"; may be empty.
  let problem: String
  /// Where it had begun what it was doing.
  let contextMark: YAMLPosition
  let mark: YAMLPosition
  /// Whether it stood inside `[` or `{`, where tabs are allowed.
  let isInFlow: Bool
  /// Whether it stood behind the `...` that closes the document.
  let isBehindDocument: Bool
  let source: SourceText
}

extension ParserComplaint {
  /// The complaint in words for whoever wrote the file, with the place where the mistake is.
  func reworded() -> YAMLProblem {
    if problem.contains("tab character") { return .tab(at: mark) }
    if !isInFlow, let tab = source.tabInIndentation(ofLine: mark.line), tab <= mark {
      return .tab(at: tab)
    }
    if problem == "found undefined tag handle" { return .tag(at: mark) }
    if problem == "did not find expected <document start>", isBehindDocument {
      return .severalDocuments(at: mark)
    }
    if context.contains("directive") { return directive(at: contextMark) }
    if context.contains("tag") { return specialStart("!", at: contextMark) }
    return aboutStructure() ?? aboutText() ?? unknown()
  }

  private func aboutStructure() -> YAMLProblem? {
    switch problem {
    case "could not find expected ':'":
      syntax(
        contextMark, "this key has no colon",
        "Write `key: value` with a space behind the colon. If the line goes on with the text"
          + " above it, put the whole text in quotes or begin it with `|`.")
    case "did not find expected key":
      syntax(
        mark, "this does not fit into the mapping that begins on line \(contextMark.line)",
        "Likely causes: the line is indented by a different number of spaces than its"
          + " neighbours, a colon is missing, or something follows a closing quote.")
    case "mapping values are not allowed in this context":
      syntax(
        mark, "a colon is not allowed here",
        "Put text that contains `: ` in quotes, and check that this line is not indented"
          + " further than the one above it.")
    case "mapping keys are not allowed in this context":
      syntax(
        mark, "a key is not allowed here",
        "Begin the mapping on a line of its own, or put text that begins with `?` in quotes.")
    case "block sequence entries are not allowed in this context":
      syntax(
        mark, "a list entry is not allowed here",
        "Begin the list on the line below its key, or put text that begins with `- ` in quotes.")
    case "did not find expected '-' indicator":
      syntax(
        mark, "this does not fit into the list that begins on line \(contextMark.line)",
        "Begin every entry with `- `, all at the same indentation.")
    case "did not find expected ',' or ']'":
      unclosed("[", "]")
    case "did not find expected ',' or '}'":
      unclosed("{", "}")
    case "did not find expected node content":
      syntax(
        mark, "a value is missing here",
        "Write the value, remove the surplus comma or bracket, or put text that begins with"
          + " such a character in quotes.")
    case "did not find expected <document start>":
      syntax(
        mark, "this does not belong to what stands above it",
        "A file is one mapping: begin every top-level key in the first column and follow it"
          + " with a colon.")
    default: nil
    }
  }

  private func aboutText() -> YAMLProblem? {
    switch problem {
    case "found character that cannot start any token": aboutFirstCharacter()
    case "did not find expected alphabetic or numeric character":
      specialStart(context.contains("alias") ? "*" : "&", at: contextMark)
    case "found unexpected end of stream":
      syntax(
        contextMark, "this quoted text is never closed",
        "Add the closing quote. A quote inside the text is written twice in '…' and as"
          + " `\\\"` in \"…\".")
    case "found unexpected document indicator":
      syntax(
        contextMark, "this quoted text is not closed before the next `---` or `...`",
        "Add the closing quote.")
    case "found unknown escape character": unknownEscape(at: mark)
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      // The parser stands behind the backslash and its letter.
      unknownEscape(at: YAMLPosition(line: mark.line, column: mark.column - 2))
    case "found incompatible YAML document", "found duplicate %YAML directive",
      "found duplicate %TAG directive":
      directive(at: mark)
    case "did not find expected comment or line break":
      syntax(
        mark, "text cannot follow `|` or `>` on the same line",
        "Begin the text on the next line, indented, or put a value that begins with such a"
          + " character in quotes.")
    case "found an indentation indicator equal to 0":
      syntax(mark, "`|0` and `>0` are not allowed", "Write `|` or `>` alone and indent the text.")
    case "found unexpected ':'":
      syntax(mark, "a colon is not allowed here", "Put text that contains a colon in quotes.")
    default: nil
    }
  }

  private func aboutFirstCharacter() -> YAMLProblem {
    switch source.byte(at: mark) {
    case UInt8(ascii: "\t"): .tab(at: mark)
    case UInt8(ascii: "@"): specialStart("@", at: mark)
    case UInt8(ascii: "`"): specialStart("`", at: mark)
    case UInt8(ascii: "%"): specialStart("%", at: mark)
    default: unknown()
    }
  }

  private func specialStart(_ character: String, at mark: YAMLPosition) -> YAMLProblem {
    syntax(
      mark, "plain text cannot begin with \(character == "`" ? "a backtick" : "`\(character)`")",
      "Put the text in quotes.")
  }

  private func unknownEscape(at mark: YAMLPosition) -> YAMLProblem {
    syntax(
      mark, "unknown escape after a backslash",
      "Inside \"…\" a backslash begins an escape: write it twice, or use single quotes, as in"
        + " 'C:\\keys'.")
  }

  private func directive(at mark: YAMLPosition) -> YAMLProblem {
    syntax(
      mark, "this line is not a directive that can be read",
      "Remove the line that begins with `%`; put text that begins with it in quotes.")
  }

  private func unclosed(_ open: String, _ close: String) -> YAMLProblem {
    if source.isAtEnd(mark) {
      return syntax(contextMark, "this `\(open)` is never closed", "Add the closing `\(close)`.")
    }
    return syntax(
      mark, "a comma or `\(close)` is missing before this",
      "The `\(open)` on line \(contextMark.line) is still open: separate its entries with commas"
        + " and close it with `\(close)`.")
  }

  private func unknown() -> YAMLProblem {
    let said = [context, problem].filter { !$0.isEmpty }.joined(separator: ", ")
    return syntax(
      mark, "this is not valid YAML",
      said.isEmpty ? "Check the line and the one above it." : "The parser says: \(said).")
  }

  private func syntax(_ mark: YAMLPosition, _ summary: String, _ detail: String) -> YAMLProblem {
    YAMLProblem(kind: .syntax, mark: mark, summary: summary, detail: detail)
  }
}
