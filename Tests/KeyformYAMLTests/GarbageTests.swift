import KeyformYAML
import Testing

/// Numbers that look random and are the same in every run.
private struct Sequence64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite struct GarbageTests {
  private let pieces: [String] = [
    "a", "key", ": ", ":", "- ", "\n", "\n  ", "\n    ", "\t", "[", "]", "{", "}", ", ", "? ",
    "&x ", "*x", "!", "!t ", "! ", "<<: ", "|\n", ">-\n", "'", "\"", "\\", "#", "---\n", "...\n",
    "%", "@", "`", "~", "ü", "\u{2028}", "\u{85}", "\r\n", "\r", "\u{FEFF}", "🔑", "\0",
  ]

  /// Reads everything that can be read, in ways that a seed chooses.
  private func read(_ bytes: [UInt8], _ random: inout Sequence64) -> YAMLReader {
    let reader = YAMLReader(bytes, maximumDepth: Int.random(in: 0...8, using: &random))
    let table = KeywordTable(["a", "key", ""])
    var events = 0
    while reader.next() != .end {
      events += 1
      _ = (reader.text, reader.text(reusing: "key"), reader.index(in: table), reader.decimal)
      _ = (reader.isAbsent, reader.isPlain, reader.isAlias, reader.byteCount)
      if Int.random(in: 0..<4, using: &random) == 0 { reader.skipValue() }
    }
    #expect(events <= 4 * bytes.count + 4)
    return reader
  }

  private func check(_ bytes: [UInt8], _ random: inout Sequence64) {
    let reader = read(bytes, &random)
    #expect(reader.next() == .end)
    #expect(!reader.isDamaged || !reader.problems.isEmpty)
    #expect(reader.problems.allSatisfy { $0.mark.line >= 1 && $0.mark.column >= 1 })
    #expect(reader.problems.allSatisfy { !$0.summary.isEmpty && $0.detail.hasSuffix(".") })
    _ = YAMLPositionIndex(bytes).place(of: ["a", "key"])
  }

  @Test func `random bytes never crash and always end`() {
    var random = Sequence64(state: 20_261_101)
    for _ in 0..<1_000 {
      let length = Int.random(in: 0...80, using: &random)
      check((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }, &random)
    }
  }

  @Test func `random pieces of YAML never crash and always end`() {
    var random = Sequence64(state: 4_711)
    for _ in 0..<2_000 {
      let length = Int.random(in: 0...40, using: &random)
      let text = (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      check(Array(text.utf8), &random)
    }
  }
}
