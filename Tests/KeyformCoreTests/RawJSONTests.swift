import Foundation
import KeyformCore
import Testing

@Suite struct RawJSONTests {
  @Test func valuesAndCommas() {
    var writer = RawJSON()
    writer.beginObject()
    writer.key("a")
    writer.value(1)
    writer.key("b")
    writer.beginArray()
    writer.value("x")
    writer.value(true)
    writer.null()
    writer.value(-7)
    writer.beginObject()
    writer.endObject()
    writer.endArray()
    writer.key("c")
    writer.value(nil as String?)
    writer.endObject()
    #expect(text(writer) == #"{"a":1,"b":["x",true,null,-7,{}],"c":null}"#)
  }

  @Test func indentedTextIsForPeople() {
    var writer = RawJSON(style: .indented)
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.value(1)
    writer.value(2)
    writer.endArray()
    writer.key("b")
    writer.beginObject()
    writer.endObject()
    writer.endObject()
    #expect(text(writer) == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
  }

  /// Every character below 256 and some beyond, read back by another reader.
  @Test func everyCharacterComesBack() throws {
    let strings =
      (0..<256).compactMap { Unicode.Scalar(UInt32($0)).map { "x\($0)y" } }
      + ["", "\"", "\\", "\\\"", "</script>", "\u{2028}\u{2029}", "😀", "Rechenzentrum für Büro"]
    var writer = RawJSON()
    writer.beginArray()
    for string in strings { writer.value(string) }
    writer.endArray()
    #expect(!writer.bytes.contains { $0 < 0x20 })
    #expect(try JSONDecoder().decode([String].self, from: Data(writer.bytes)) == strings)
  }

  @Test func keysAreEscapedToo() throws {
    var writer = RawJSON()
    writer.beginObject()
    writer.key("a\"\n\u{1}")
    writer.value("z")
    writer.endObject()
    #expect(text(writer) == #"{"a\"\n\u0001":"z"}"#)
  }

  /// Plans hold every value as text, so that no reader rounds a number.
  @Test(arguments: [
    (FieldValue.none, "null"), (.text("a\"b"), #""a\"b""#), (.count(0), #""0""#),
    (.count(2_147_483_647), #""2147483647""#), (.flag(true), #""true""#),
    (.flag(false), #""false""#), (.list(["a", "b"]), #"["a","b"]"#), (.list([]), "[]"),
  ])
  func fieldValues(_ value: FieldValue, _ expected: String) {
    var writer = RawJSON()
    writer.value(value)
    #expect(text(writer) == expected)
  }

  @Test(arguments: [0, 7, 10, 99, 100, 1_000_203, Int.max, -5, Int.min])
  func numbersStandAsTheyAre(_ number: Int) {
    var writer = RawJSON()
    writer.value(number)
    #expect(text(writer) == String(number))
  }

  @Test func preparedWordsAreFollowedByAValue() {
    var writer = RawJSON()
    writer.beginArray()
    for number in 1...2 {
      writer.prepared(#"{""#, "to", #"":"#)
      writer.value(number)
      writer.bytes.append(UInt8(ascii: "}"))
    }
    writer.endArray()
    #expect(text(writer) == #"[{"to":1},{"to":2}]"#)
  }

  private func text(_ writer: RawJSON) -> String {
    String(decoding: writer.bytes, as: UTF8.self)
  }
}
