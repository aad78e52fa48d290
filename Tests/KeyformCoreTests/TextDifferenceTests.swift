import KeyformCore
import Testing

/// What became of a text, as `diff -u` has it with one line around each difference.
@Suite("Differences of texts") struct TextDifferenceTests {
  private static let masking = Masking { _ in false }

  private func difference(_ before: String, _ after: String) -> TextDifference? {
    TextDifference(from: Array(before.utf8), to: Array(after.utf8), Self.masking)
  }

  private func shown(_ before: String, _ after: String) -> [String] {
    (difference(before, after)?.lines ?? []).map { line in
      let mark =
        switch line.sign {
        case .place: ""
        case .same: " "
        case .removed: "-"
        case .added: "+"
        }
      return mark + line.text
    }
  }

  @Test func linesThatComeAndGo() {
    #expect(difference("a\n", "a\n") == nil)
    #expect(shown("", "a\nb\n") == ["@@ -0,0 +1,2 @@", "+a", "+b"])
    #expect(shown("a\n", "") == ["@@ -1,1 +0,0 @@", "-a"])
    #expect(
      shown("1\n2\n3\n4\n5\n", "1\n2\nx\n4\n5\n") == ["@@ -2,3 +2,3 @@", " 2", "-3", "+x", " 4"])
    #expect(
      shown("1\n2\n3\n4\n5\n6\n7\n", "x\n1\n2\n3\n4\n5\n6\n")
        == ["@@ -1,1 +1,2 @@", "+x", " 1", "@@ -6,2 +7,1 @@", " 6", "-7"])
  }

  @Test func twelveLinesAreKept() throws {
    let long = (1...30).map { "line \($0)\n" }.joined()
    let found = try #require(difference("", long))
    #expect(found.lines.count == 12)
    #expect(found.leftOut == 19)
  }

  /// Neither many lines nor long ones take long or much.
  @Test func muchTextIsOneBlock() throws {
    let before = (1...5_000).map { "\($0)\n" }.joined()
    let after = (1...5_000).map { "\($0 * 2)\n" }.joined()
    let found = try #require(difference(before, after))
    #expect(found.lines.count == 12)
    #expect(found.leftOut > 5_000)
    let wide = shown("a\n", String(repeating: "x", count: 100_000) + "\n")
    #expect(wide.last?.count == 162)
  }

  @Test func keysAreMaskedWhereverTheyAreCut() {
    let key = "BCDFG-HJKMP-QRTVW-XY234-6789B"
    #expect(shown("", "-- \(key)\n").last == "+-- …-6789B")
    let behind = String(repeating: "x ", count: 75)
    #expect(shown("", behind + key + "\n").last?.contains("BCDFG") == false)
    // A line of a key that goes on in the next ones, of which one alone changes.
    let parts = key.split(separator: "-").map { "-- \($0)\n" }
    let before = parts.joined()
    let after = parts.joined().replacing("QRTVW", with: "QRTVX")
    let lines = shown(before, after)
    #expect(!lines.contains { $0.contains("QRTV") || $0.contains("HJKMP") })
  }
}
