import KeyformCore
import KeyformReport
import Testing

@Suite struct LayoutTests {
  let masking = Masking { _ in false }

  @Test func table() {
    var table = TextTable(header: ["Product", "Keys", "Note"], masking)
    table.append(["windows-11/enterprise", "2"])
    table.append(["büro", "", "a\u{1B}[31mb"])
    #expect(
      text(table.bytes(style: TextStyle())) == """
        Product                Keys  Note
        windows-11/enterprise  2
        büro                         a\\u{1b}[31mb

        """)
  }

  @Test func colourOfTables() {
    let table = TextTable(header: ["A", "B"], masking)
    let shown = text(table.bytes(style: TextStyle(colour: .ansi)))
    #expect(shown == "\u{1B}[1mA\u{1B}[0m  \u{1B}[1mB\u{1B}[0m\n")
    #expect(table.isEmpty)
  }

  @Test(arguments: [RuleMetadata.Weight.adjustable, .structural, .errorOnChange])
  func rule(_ weight: RuleMetadata.Weight) throws {
    let metadata = RuleMetadata(
      id: "KEY004", name: "checksum", severity: .error,
      what: "The checksum of a key of the 2009 format fits the rest of the key.",
      why: "A key that was mistyped is refused by Windows with 0xC004F050 on every machine.",
      fix: "Copy the key again from where it was issued.", source: "rules of the format",
      weight: weight)
    var buffer = TextBuffer(TextStyle(width: 72), masking)
    metadata.add(to: &buffer)
    try Golden.check(buffer.take().bytes, "rule-\(weight).txt")
  }
}
