import KeyformYAML
import Testing

@Suite struct ProblemTests {
  private static let passing: [(String, [String], String)] = [
    // Anchors, aliases and tags leave the node where it is.
    ("a: &x 1\nb: 2\n", ["YAML007@1:4"], "{1:1 a@1:1 1@1:4 b@2:1 2@2:4 }"),
    ("a: &x [1]\n", ["YAML007@1:4"], "{1:1 a@1:1 [1:4 1@1:8 ] }"),
    ("&x a: {}\n", ["YAML007@1:1"], "{1:1 a@1:1 {1:7 } }"),
    ("a: *x\nb: 2\n", ["YAML008@1:4"], "{1:1 a@1:1 @1:4 b@2:1 2@2:4 }"),
    ("a: [*x, *y]\n", ["YAML008@1:5", "YAML008@1:9"], "{1:1 a@1:1 [1:4 @1:5 @1:9 ] }"),
    ("a: !!str 1\n", ["YAML009@1:4"], "{1:1 a@1:1 1@1:4 }"),
    (
      "a: !secret x\nb: !x {}\n", ["YAML009@1:4", "YAML009@2:4"],
      "{1:1 a@1:1 x@1:4 b@2:1 {2:4 } }"
    ),
    ("a: !!seq [1]\n", ["YAML009@1:4"], "{1:1 a@1:1 [1:4 1@1:11 ] }"),
    ("a: !<tag:x.y,2026:z> 1\n", ["YAML009@1:4"], "{1:1 a@1:1 1@1:4 }"),
    ("a: &x !y z\n", ["YAML007@1:4", "YAML009@1:4"], "{1:1 a@1:1 z@1:4 }"),
    // The tag `!` alone, in all styles.
    ("a: ! x\n", ["YAML009@1:4"], "{1:1 a@1:1 x@1:4 }"),
    ("ä: ! üüü\nö: ! y\n", ["YAML009@1:4", "YAML009@2:4"], "{1:1 ä@1:1 üüü@1:4 ö@2:1 y@2:4 }"),
    ("a: ! \"x\"\n", ["YAML009@1:4"], "{1:1 a@1:1 x@1:4 }"),
    ("a: !\nb: 1\n", ["YAML009@1:4"], "{1:1 a@1:1 @1:4 b@2:1 1@2:4 }"),
    ("a: ! {}\n", ["YAML009@1:4"], "{1:1 a@1:1 {1:4 } }"),
    // Merge keys and keys that are no scalars go with their values.
    ("a: 1\n<<: *x\nb: 2\n", ["YAML010@2:1"], "{1:1 a@1:1 1@1:4 b@3:1 2@3:4 }"),
    ("<<: [*x, {c: &d e}]\nb: 2\n", ["YAML010@1:1"], "{1:1 b@2:1 2@2:4 }"),
    ("<<: {c: 1}\n", ["YAML010@1:1"], "{1:1 }"),
    ("a: {<<: 1, b: 2}\n", ["YAML010@1:5"], "{1:1 a@1:1 {1:4 b@1:12 2@1:15 } }"),
    ("*x : {y: 1}\nb: 2\n", ["YAML008@1:1"], "{1:1 b@2:1 2@2:4 }"),
    ("[a, b]: 1\nb: 2\n", ["YAML014@1:1"], "{1:1 b@2:1 2@2:4 }"),
    ("? {a: {b: c}}\n: [x, {y: z}]\nb: 2\n", ["YAML014@1:3"], "{1:1 b@3:1 2@3:4 }"),
    ("a: {{ name }}\nb: 2\n", ["YAML014@1:5"], "{1:1 a@1:1 {1:4 } b@2:1 2@2:4 }"),
    (
      "? {<<: *x, [y]: &z 1}\n: *q\nb: &c 2\n", ["YAML014@1:3", "YAML007@3:4"],
      "{1:1 b@3:1 2@3:4 }"
    ),
  ]

  @Test(arguments: passing)
  func `reading goes on`(text: String, found: [String], events: String) {
    let trace = EventTrace(text)
    #expect(trace.found == found)
    #expect(trace.line == events)
    #expect(!trace.isDamaged)
  }

  @Test(arguments: [
    "a: '&x'\nb: '*x'\nc: '!x'\nd: \"! x\"\n", "'<<': 1\n", "\"<<\": 1\n", "a: <<\n", "- <<\n",
    "a: b & c * d ! e\n", "a: x!\nb: ü! y\n", "a: one\n  two!\n# ! x\n", "a: |\n  ! x\n",
    "a: 'it''s!'\nb: \"ä\\u00e4!\"\n", "x!x: 1\n",
  ])
  func `what only looks like a problem is none`(text: String) {
    #expect(EventTrace(text).found == [])
  }

  private static let fatal: [(String, String)] = [
    ("a:\n\tb: 1\n", "YAML002@2:1"), ("a:\n  b: 1\n\tc: 2\n", "YAML002@3:1"),
    ("\ta: 1\n", "YAML002@1:1"), ("a:\n  \tb: 1\n", "YAML002@2:3"),
    ("a:\n  b: 1\n  \tc: 2\n", "YAML002@3:3"), ("-\ta\n-\tb: c\n", "YAML002@1:2"),
    ("a: |\n\tx\n", "YAML002@2:1"), ("a: x\n\ty\n", "YAML002@2:1"),
    ("ä: |\n  x\nö:\n\t- 1\n", "YAML002@4:1"),
    ("a: 1\n---\nb: 2\n", "YAML011@2:1"), ("---\na: 1\n---\n", "YAML011@3:1"),
    ("a: 1\n...\nb: 2\n", "YAML011@3:1"), ("a: !x!y 1\n", "YAML009@1:4"),
    ("a: x\0y\n", "YAML004@1:5"), ("ä: 1\nö: \0", "YAML004@2:4"), ("\0", "YAML004@1:1"),
    ("\u{FEFF}a: \0", "YAML004@1:4"), ("a: 1\r\nb: \0", "YAML004@2:4"),
    ("a: \u{85}\u{2028}b\0", "YAML004@3:2"),
    ("a: \u{7}\n", "YAML001@1:4"), ("a: \u{7F}\n", "YAML001@1:4"),
  ]

  @Test(arguments: fatal)
  func `reading stops`(text: String, found: String) {
    let trace = EventTrace(text)
    #expect(trace.found == [found])
    #expect(trace.isDamaged)
  }

  private static let notUTF8: [([UInt8], String)] = [
    (Array("a: \u{FC}b".utf8) + [0xFF], "YAML003@1:6"),
    (Array("a: 1\nb: Stra".utf8) + [0xDF, 0x65, 0x0A], "YAML003@2:8"),
    (Array("a: 1\r\n\r\n\u{20AC}\u{1F511}: ".utf8) + [0xC0, 0x80], "YAML003@3:5"),
    (Array("a: ".utf8) + [0xE2, 0x82], "YAML003@1:4"),
    (Array("a: ".utf8) + [0xED, 0xA0, 0x80], "YAML003@1:4"),
    ([0xEF, 0xBB, 0xBF] + Array("a: ".utf8) + [0x80], "YAML003@1:4"),
    ([0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00], "YAML005@1:1"),
    ([0xFE, 0xFF, 0x00, 0x61, 0x00, 0x3A], "YAML005@1:1"),
    ([0x61, 0x00, 0x3A, 0x00], "YAML005@1:1"), ([0x00, 0x61, 0x00, 0x3A], "YAML005@1:1"),
    ([0xFF, 0xFE], "YAML005@1:1"), ([0xFF], "YAML003@1:1"), ([0x61, 0x00], "YAML004@1:2"),
  ]

  @Test(arguments: notUTF8)
  func `bytes that are not UTF-8 stop the reading`(bytes: [UInt8], found: String) {
    let trace = EventTrace(bytes)
    #expect(trace.found == [found])
    #expect(trace.isDamaged)
  }

  @Test func `what stands before a fatal problem is delivered`() {
    let trace = EventTrace("a: &x 1\nb: 2\n---\n")
    #expect(trace.line == "{1:1 a@1:1 1@1:4 b@2:1 2@2:4 }")
    #expect(trace.found == ["YAML007@1:4", "YAML011@3:1"])
  }

  @Test func `every kind has an id of its own`() {
    let ids = YAMLProblemKind.allCases.map(\.rawValue)
    #expect(ids.count == 15)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.count == 7 && $0.hasPrefix("YAML") })
  }
}
