import KeyformYAML
import Testing

@Suite struct ScalarTests {
  /// A reader that stands at the value of the one field.
  private func value(_ text: String) -> YAMLReader {
    let reader = YAMLReader(Array("field: \(text)\n".utf8))
    for _ in 0..<3 { _ = reader.next() }
    return reader
  }

  @Test(arguments: ["", "~", "null", "Null", "NULL", "# comment", "*alias"])
  func `a field without a value is absent`(text: String) {
    #expect(value(text).isAbsent)
    #expect(value(text).isPlain)
  }

  @Test(arguments: ["\"\"", "''", "'~'", "\"null\"", "nULL", "no", "~~", "[]", "{}", "|"])
  func `a field with a value is not absent`(text: String) {
    #expect(!value(text).isAbsent)
  }

  @Test(arguments: [("1809", true), ("'1809'", false), ("\"x\"", false), ("|\n  x", false)])
  func `plain text is told from quoted text`(text: String, isPlain: Bool) {
    #expect(value(text).isPlain == isPlain)
  }

  private static let decimals: [(String, Int?)] = [
    ("0", 0), ("500", 500), ("'500'", 500), ("017", 17),
    ("9223372036854775807", 9_223_372_036_854_775_807),
    ("9223372036854775808", nil), ("92233720368547758070", nil), ("99999999999999999999", nil),
    ("", nil), ("-1", nil), ("+1", nil), ("0x10", nil), ("1e3", nil), ("1_000", nil),
    ("1.0", nil), ("1 000", nil), ("٣", nil), ("[1]", nil), ("x", nil),
  ]

  @Test(arguments: decimals)
  func `only ASCII digits are a decimal`(text: String, expected: Int?) {
    #expect(value(text).decimal == expected)
  }

  @Test func `bytes are counted in UTF-8`() {
    #expect(value("süß").byteCount == 5)
    #expect(value("").byteCount == 0)
    #expect(value("{a: b}").byteCount == 0)
  }

  @Test func `an escaped NUL stays in the text`() {
    let reader = value("\"a\\0b\"")
    #expect(reader.text == "a\0b")
    #expect(reader.byteCount == 3)
  }

  @Test(arguments: ["previous", "", "a text that is longer than fifteen bytes"])
  func `text is reused when it is equal`(text: String) {
    let reader = value("'\(text)'")
    #expect(reader.text(reusing: text) == text)
    #expect(reader.text(reusing: "something else") == text)
    #expect(reader.text(reusing: "") == text)
    #expect(reader.text(reusing: text + "x") == text)
  }

  @Test func `text that looks the same is not reused when its bytes differ`() {
    let text = value("'u\u{308}'").text(reusing: "\u{FC}")
    #expect(Array(text.utf8) == Array("u\u{308}".utf8))
  }

  @Test func `an alias is told from an empty field`() {
    #expect(value("*alias").isAlias)
    #expect(value("*alias").text.isEmpty)
    #expect(!value("").isAlias)
    #expect(!YAMLReader(Array("a".utf8)).isAlias)
  }
}
