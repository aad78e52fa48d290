import Foundation
import KeyformCore
import KeyformReport
import Testing

/// Differences as `diff -u` shows them, and no secret in them.
@Suite struct UnifiedDiffTests {
  private func diff(_ before: String, _ replaced: [(String, String)]) throws -> String {
    let bytes = Array(before.utf8)
    var replacements: [(range: Range<Int>, bytes: [UInt8])] = []
    for (old, new) in replaced {
      let range = try #require(before.range(of: old))
      let start = before.utf8.distance(from: before.startIndex, to: range.lowerBound)
      replacements.append((start..<start + old.utf8.count, Array(new.utf8)))
    }
    return text(
      UnifiedDiff.bytes(
        path: "a.yaml", before: bytes, replacements: replacements, TextStyle(),
        try Samples().masking))
  }

  private let head = "--- a/a.yaml\n+++ b/a.yaml\n"

  @Test func oneLine() throws {
    #expect(
      try diff("1\n2\n3\n4\nfive\n6\n7\n8\n9\n", [("five", "5")]) == head
        + "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-five\n+5\n 6\n 7\n 8\n")
  }

  @Test func twoPlacesOfALineAndTheNextLine() throws {
    #expect(
      try diff("one two\nthree\n4\n", [("one", "1"), ("two", "2"), ("three", "3")]) == head
        + "@@ -1,3 +1,3 @@\n-one two\n-three\n+1 2\n+3\n 4\n")
  }

  @Test func apartAndTogether() throws {
    let lines = (1...20).map { "l\($0)." }
    let before = lines.joined(separator: "\n") + "\n"
    let apart = try diff(before, [("l1.", "a"), ("l12.", "b")])
    #expect(apart.contains("@@ -1,4 +1,4 @@\n-l1.\n+a\n l2.\n l3.\n l4.\n@@ -9,7 +9,7 @@\n"))
    let together = try diff(before, [("l1.", "a"), ("l8.", "b")])
    #expect(together.contains("@@ -1,11 +1,11 @@\n"))
  }

  @Test func linesThatGo() throws {
    #expect(
      try diff("a: |\n  b\n\nc\nd\ne\nf\nlast", [("|\n  b", "\"b\""), ("last", "end")]) == head
        + "@@ -1,8 +1,7 @@\n-a: |\n-  b\n+a: \"b\"\n \n c\n d\n e\n f\n-last\n\\ No newline at end of file\n+end\n\\ No newline at end of file\n"
    )
  }

  @Test func carriageReturnsAndSigns() throws {
    #expect(
      try diff("a\r\nb\u{1B}[1m\r\n", [("a", "c")]) == head
        + "@@ -1,2 +1,2 @@\n-a\r\n+c\r\n b\\u{1b}[1m\r\n")
  }

  /// In what goes, in what comes, and in lines around it; also where a key goes on in the next line.
  @Test(arguments: FakeSecrets.all)
  func secretsAreMasked(_ secret: String) throws {
    let groups = secret.split(separator: "-").map(String.init)
    let frames = [
      "kind: x\nvalue: \(secret)\n", "x: 1 # \(secret.lowercased())\n",
      "x: 1\nvalue: >-\n  \(groups[0])-\(groups[1])-\n  \(groups[2])-\(groups[3])-\(groups[4])\n",
      "x: 1\n# \(groups[0])-\(groups[1])-\(groups[2])\n# \(groups[3])-\(groups[4])\n",
      "x: 1\nvalue: \"\(groups[0])-\(groups[1])-\\\n  \(groups[2])-\(groups[3])-\\\n  \(groups[4])\"\n",
      "x: {value: \(secret)}\n", "\(secret): x\n",
    ]
    for frame in frames {
      let shown = try diff(frame, [("x", secret)])
      #expect(shown.hasPrefix(head))
      for group in groups.dropFirst().dropLast() {
        #expect(!shown.uppercased().contains(group), "\(shown)")
      }
    }
  }

  @Test func publicKeysAreShown() throws {
    let before = "value: \(publicText.lowercased())\nother: \(publicText)\n"
    #expect(
      try diff(before, [(publicText.lowercased(), publicText)]) == head
        + "@@ -1,2 +1,2 @@\n-value: \(publicText.lowercased())\n+value: \(publicText)\n other: \(publicText)\n"
    )
  }
}
