import Foundation
import KeyformCore
import KeyformReport
import Testing

/// The two writers mask and make visible by themselves, whoever calls them.
@Suite struct ShownTests {
  private static let secret = "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"
  private let masking = Masking { $0 == KeyMaterial(canonical: publicText) }

  private func json(_ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter(masking: masking)
    write(&json)
    return text(json.take())
  }

  private func shown(
    _ style: TextStyle = TextStyle(), _ write: (inout TextBuffer) -> Void
  ) -> String {
    var buffer = TextBuffer(style, masking)
    write(&buffer)
    return text(buffer.take())
  }

  @Test func textIsMasked() {
    #expect(shown { $0.line("a \(Self.secret) b") } == "a …-QDMV4 b\n")
    #expect(shown { $0.line("a \(publicText) b") } == "a \(publicText) b\n")
    #expect(
      shown { $0.line("at postgresql://me:hush@db/x, password=hush") }
        == "at postgresql://me:…@db/x, password=…\n")
    #expect(shown { $0.line("it@contoso.example = us") } == "it@contoso.example = us\n")
  }

  @Test(arguments: [
    ("a\u{1B}[31mb", #"a\u{1b}[31mb"#), ("a\nb", #"a\nb"#), ("a\tb", #"a\tb"#),
    ("a\u{9B}b", #"a\u{9b}b"#), ("a\u{202E}b", #"a\u{202e}b"#), ("a\u{61C}b", #"a\u{61c}b"#),
    ("a\u{7F}\u{FEFF}b", #"a\u{7f}\u{feff}b"#), ("Büro – 東京 ☃ é", "Büro – 東京 ☃ é"), ("", ""),
  ])
  func textIsVisible(_ written: String, _ visible: String) {
    #expect(shown { $0.line(written) } == visible + "\n")
    #expect(shown { $0.add(written) } == visible)
    let indent = visible.isEmpty ? "" : "  "
    #expect(shown { $0.paragraph(written, indent: 2) } == indent + visible + "\n")
    #expect(ShownText(written, masking).width == visible.unicodeScalars.count)
  }

  @Test func aLineBreakInATextIsNoneOfOurs() {
    #expect(shown { $0.lines("a\n\nb\u{1B}", indent: 2) } == "  a\n\n  b\\u{1b}\n")
    #expect(shown { $0.paragraphs("a\nb", indent: 1) } == " a\n b\n")
    // Masked before lines are broken: a key with blanks would go over two.
    let spaced = Self.secret.replacing("-", with: " ")
    #expect(
      shown(TextStyle(width: 40)) { $0.paragraph("Some words before it \(spaced)", indent: 0) }
        == "Some words before it …-QDMV4\n")
  }

  @Test func colourIsOurs() {
    let text = shown(TextStyle(colour: .ansi)) { $0.line("a\u{1B}[0mb", .bad) }
    #expect(text == "\u{1B}[31ma\\u{1b}[0mb\u{1B}[0m\n")
  }

  @Test func jsonIsMasked() {
    let written = json {
      $0.beginObject()
      $0.key("a")
      $0.value("is \(Self.secret) or \(publicText)")
      $0.key(named: Self.secret)
      $0.beginArray()
      for text in ["postgresql://me:hush@db/x", Self.secret] { $0.value(text) }
      $0.endArray()
      $0.key("field")
      $0.value(FieldValue.list([Self.secret, "password=data"]))
      $0.endObject()
    }
    #expect(
      written == """
        {"a":"is …-QDMV4 or \(publicText)","…-QDMV4":["postgresql://me:…@db/x","…-QDMV4"],\
        "field":["…-QDMV4","password=data"]}
        """)
  }

  /// The same text to whoever reads the JSON, and to nobody's terminal a command.
  @Test func jsonIsVisible() throws {
    let strings =
      (0..<0x3000).compactMap { Unicode.Scalar(UInt32($0)).map { "x\($0)y" } }
      + ["\"", "\\", "", "\u{FEFF}a", "😀", "\u{2066}\u{2069}"]
    let written = json {
      $0.beginArray()
      for string in strings { $0.value(string) }
      $0.endArray()
    }
    #expect(try JSONDecoder().decode([String].self, from: Data(written.utf8)) == strings)
    let hidden: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
      0xFEFF...0xFEFF,
    ]
    for scalar in written.unicodeScalars {
      #expect(!hidden.contains { $0.contains(scalar.value) }, "\(scalar.value)")
    }
    #expect(json { $0.value("\u{202E}\u{9B}ü–") } == #""\u202e\u009bü–""#)
  }

  @Test func cellsAreMaskedAlone() throws {
    var table = ResultTable(columns: ["a|b", "c"])
    table.append([.text("a\u{1B}\n\"\(Self.secret)"), .text("x,|\\")])
    func rendered(_ add: (inout TextBuffer, ReportSink) throws -> Void) throws -> String {
      var buffer = TextBuffer(TextStyle(), masking)
      try add(&buffer) { _ in }
      return text(buffer.take())
    }
    #expect(
      try rendered { try table.addCSV(to: &$0, $1) }
        == "a|b,c\n\"a\\u{1b}\n\"\"…-QDMV4\",\"x,|\\\"\n")
    #expect(
      try rendered { try table.addMarkdown(to: &$0, $1) }
        == "| `a\\|b` | `c` |\n| --- | --- |\n| `a\\u{1b}\\n\"…-QDMV4` | `x,\\|\\` |\n")
    // Signs that make one character with an accent behind them.
    table = ResultTable(columns: ["<b>\u{301}"])
    table.append([.text("\"\u{301},|\u{301}@all")])
    #expect(
      try rendered { try table.addCSV(to: &$0, $1) } == "<b>\u{301}\n\"\"\"\u{301},|\u{301}@all\"\n"
    )
    #expect(
      try rendered { try table.addMarkdown(to: &$0, $1) }
        == "| `<b>\u{301}` |\n| --- |\n| `\"\u{301},\\|\u{301}@all` |\n")
  }
}
