import KeyformCore
import Testing

@Suite struct JournalDocumentTests {
  @Test func readsWhatTheWriterWrites() throws {
    let fields: [(String, FieldValue)] = [
      ("plain", .text("500")), ("odd", .text("\"\\\n\t\r\u{1}/ ü \u{1F600}")), ("empty", .text("")),
      ("none", .none), ("list", .list(["a", "b,]\"", ""])),
    ]
    var json = RawJSON()
    json.beginObject()
    for (name, value) in fields {
      json.key(name)
      json.value(value)
    }
    json.key("nothing")
    json.beginArray()
    json.endArray()
    json.endObject()
    let read = try #require(
      JournalDocument.fields(of: String(decoding: json.bytes, as: UTF8.self)))
    #expect(read.map(\.name) == fields.map(\.0) + ["nothing"])
    #expect(read.dropLast().map(\.value) == fields.map(\.1))
    #expect(read.last?.value == .list([]))
  }

  @Test func readsWhatOthersWrite() throws {
    let read = try #require(
      JournalDocument.fields(
        of: " {\"a\" : 12 ,\n\"b\":true,\"c\":false, \"d\":[ ],\"e\":\"\\u00fc\\ud83d\\ude00\\/\"} "
      ))
    #expect(
      read.map(\.value) == [.count(12), .flag(true), .flag(false), .list([]), .text("ü\u{1F600}/")])
    #expect(JournalDocument.fields(of: "{}")?.isEmpty == true)
  }

  @Test(arguments: [
    "", "{", "}", "null", "[]", "\"a\"", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\":1}x",
    "{\"a\":1}{}", "{a:1}", "{\"a\":01}", "{\"a\":-1}", "{\"a\":1.5}", "{\"a\":1e3}",
    "{\"a\":99999999999999999999}", "{\"a\":{}}", "{\"a\":[1]}", "{\"a\":[[]]}", "{\"a\":[\"b\",]}",
    "{\"a\":\"b}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\ud83d\"}",
    "{\"a\":\"\\ude00\"}", "{\"a\":\"\\ud83d\\u0041\"}", "{\"a\":\"\n\"}", "{\"a\":tru}",
    "{\"a\":1,\"a\":2}", "{\"a\":nul", "{\"a\":[\"b\"",
  ])
  func refusesWhatIsNoDocument(_ text: String) {
    #expect(JournalDocument.fields(of: text) == nil)
  }

  /// Whatever bytes: an answer, and no crash.
  @Test func survivesGarbage() {
    let whole = Array(#"{"name":"ü","list":["a","\u00e4"],"n":1,"t":true,"x":null}"#.utf8)
    var generator = SeededGenerator(seed: 7)
    for length in 0..<whole.count {
      #expect(JournalDocument.fields(of: String(decoding: whole[..<length], as: UTF8.self)) == nil)
    }
    for _ in 0..<2_000 {
      var bytes = whole
      bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
      let read = JournalDocument.fields(of: String(decoding: bytes, as: UTF8.self))
      #expect(read.map { $0.count <= 5 } ?? true)
    }
    #expect(JournalDocument.fields(of: String(repeating: "[", count: 2_000_000)) == nil)
  }
}

/// The same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
