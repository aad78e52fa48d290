import KeyformCore
import KeyformReport
import Testing

/// No line of any output is an order to a runner of jobs, whatever texts it holds and however it was broken.
@Suite struct RunnerOrderTests {
  private let masking = Masking { _ in false }

  /// As the runners look for them: GitHub's `ActionCommand.TryParseV2` and `TryParse`, Azure's prefix.
  private func orders(in text: String) -> [Substring] {
    text.split(whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }).filter { line in
      let begin = line.unicodeScalars.drop {
        $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
      }
      return begin.starts(with: "::".unicodeScalars)
        || line.utf8.split(separator: UInt8(ascii: "[")).dropLast().contains { part in
          let word = part.reversed().drop { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
          return word.starts(with: "##".utf8)
        } && line.contains("[")
    }
  }

  static let texts = [
    "::error::x", " ::add-mask::x", "\u{A0}::error::x", "\u{3000}\u{2009}::error::x",
    "\u{FE0F}::error::x", "##[error]x", "a ##[add-mask]x b", "###[error]x", "é##[group]x",
    "a ##vso[task.setvariable variable=x]y", "##teamcity[x]", "a\n::error::x", "a\n  ##[error]x",
    "word word word ::error::x word word ##[error]y", "##[a]##[b]##[c]",
  ]

  @Test(arguments: texts) func inText(_ hostile: String) {
    var buffer = TextBuffer(TextStyle(width: 12), masking)
    buffer.line(hostile)
    buffer.paragraph(hostile, indent: 2)
    buffer.paragraphs(hostile, indent: 0)
    buffer.lines(hostile)
    buffer.lines(hostile, indent: 4)
    buffer.add("prefix: ")
    buffer.line(hostile)
    buffer.add(ShownText(data: hostile, masking))
    buffer.breakLine()
    buffer.add(hostile)
    var pieces = buffer.take().bytes
    buffer.line(hostile)
    pieces += buffer.take().bytes
    let text = String(decoding: pieces, as: UTF8.self)
    #expect(orders(in: text) == [])
    var coloured = TextBuffer(TextStyle(colour: .ansi, width: 12), masking)
    coloured.line(hostile, .strong)
    coloured.paragraph(hostile, indent: 2, .good)
    #expect(orders(in: String(decoding: coloured.take().bytes, as: UTF8.self)) == [])
  }

  /// A sign is written otherwise, and nothing else.
  @Test func theyStandVisibly() {
    var buffer = TextBuffer(TextStyle(), masking)
    for text in ["a ##[error]x", "::x", "a::b ##x # ## [x]", "\u{3000}::x"] { buffer.line(text) }
    #expect(
      String(decoding: buffer.take().bytes, as: UTF8.self) == """
        a \\u{23}#[error]x
        \\u{3a}:x
        a::b ##x # ## [x]
        \u{3000}\\u{3a}:x

        """)
  }

  /// In JSON it is an escape: the same text to whoever reads it.
  @Test(arguments: texts) func inJSON(_ hostile: String) throws {
    for style in [RawJSON.Style.compact, .indented] {
      var json = JSONWriter(masking: masking, style: style)
      json.beginObject()
      json.key(named: hostile)
      json.value(FieldValue.text(hostile))
      json.endObject()
      let bytes = json.takeDocument().bytes
      #expect(orders(in: String(decoding: bytes, as: UTF8.self)) == [])
      var cursor = JSONCursor(bytes)
      try cursor.expect(style == .compact ? "{" : "{\n  ")
      #expect(try cursor.string() == hostile)
    }
  }

  /// Every format that a job may write into its log; the orders of `github` are its own.
  @Test(arguments: ReportFormat.allCases) func inReports(_ format: ReportFormat) throws {
    let diagnostics = Self.texts.enumerated().map { index, hostile in
      Diagnostic(
        rule: "ORG001", severity: .error, address: Address(.key, "k\(index)"), summary: hostile,
        detail: hostile, place: FileLocation(file: hostile, line: 1, column: 1), field: [hostile])
    }
    let content = ReportContent(
      project: "##[error]x", files: 2, diagnostics, notes: Self.texts, masking)
    var bytes: [UInt8] = []
    try format.write(content, ReportOptions(toolVersion: "1")) { bytes += $0.bytes }
    let found = orders(in: String(decoding: bytes, as: UTF8.self))
    #expect(found.allSatisfy { format == .github && $0.hasPrefix("::error file=") })
    #expect(!found.contains { $0.contains("##[") })
  }
}
