import KeyformYAML
import Testing

@Suite struct EventTests {
  private static let files: [(String, String)] = [
    ("a: 1\nb: 2\n", "{1:1 a@1:1 1@1:4 b@2:1 2@2:4 }"),
    ("a:\n  b: x\n  c:\n", "{1:1 a@1:1 {2:3 b@2:3 x@2:6 c@3:3 @3:5 } }"),
    ("a:\n  - x\n  - y: 1\n", "{1:1 a@1:1 [2:3 x@2:5 {3:5 y@3:5 1@3:8 } ] }"),
    ("a: [x, {y: z}]\n", "{1:1 a@1:1 [1:4 x@1:5 {1:8 y@1:9 z@1:12 } ] }"),
    ("'a': \"b\\tc\"\n", "{1:1 a@1:1 b\tc@1:6 }"),
    ("a: |\n  x\n  y\nb: 1\n", "{1:1 a@1:1 x\ny\n@1:4 b@4:1 1@4:4 }"),
    ("grün: süß # Maß\nb: 1\n", "{1:1 grün@1:1 süß@1:7 b@2:1 1@2:4 }"),
    ("{ä: ö, b: c}\n", "{1:1 ä@1:2 ö@1:5 b@1:8 c@1:11 }"),
    ("--- \na: 1\n...\n", "{2:1 a@2:1 1@2:4 }"),
    ("word\n", "word@1:1"),
    ("a:\tb\n", "{1:1 a@1:1 b@1:4 }"),
    ("{\n\ta: 1 }\n", "{1:1 a@2:2 1@2:5 }"),
    ("time: 12:30\nurl: https://x.y\n", "{1:1 time@1:1 12:30@1:7 url@2:1 https://x.y@2:6 }"),
  ]

  @Test(arguments: files)
  func `events come with their marks`(text: String, expected: String) {
    let trace = EventTrace(text)
    #expect(trace.line == expected)
    #expect(trace.problems.isEmpty)
    #expect(!trace.isDamaged)
  }

  @Test(arguments: ["", "\n\n", "# only\n# comments\n", "\u{FEFF}", "\u{FEFF}# x\r\n", "  \n"])
  func `a file without content ends at once`(text: String) {
    let trace = EventTrace(text)
    #expect(trace.events.isEmpty)
    #expect(trace.problems.isEmpty)
    #expect(!trace.isDamaged)
  }

  @Test func `a byte order mark counts neither as a character nor as indentation`() {
    let plain = EventTrace("a: 1\nb:\n  c: 2\n")
    let marked = EventTrace("\u{FEFF}a: 1\nb:\n  c: 2\n")
    #expect(marked.events == plain.events)
    #expect(marked.problems.isEmpty)
  }

  @Test func `CRLF and CR break lines like LF`() {
    let plain = EventTrace("a: 1\nb:\n  c: |\n    x\n    y\n")
    #expect(EventTrace("a: 1\r\nb:\r\n  c: |\r\n    x\r\n    y\r\n").events == plain.events)
    #expect(EventTrace("a: 1\rb:\r  c: |\r    x\r    y\r").events == plain.events)
  }

  @Test func `after the end it stays at the end`() {
    let reader = YAMLReader(Array("a".utf8))
    #expect(reader.next() == .scalar)
    for _ in 0..<3 {
      #expect(reader.next() == .end)
      #expect(reader.text.isEmpty)
      #expect(!reader.isAbsent)
    }
  }

  @Test(arguments: [
    "a: {b: [1, 2], c: {d: 3}}\nz: 1\n",
    "a:\n  - - 1\n    - 2\n  - x: y\nz: 1\n",
    "a: []\nz: 1\n",
    "a: text\nz: 1\n",
    "a: {<<: *x, [b]: c, d: &e f}\nz: 1\n",
  ])
  func `skipping a value leads to the next key`(text: String) {
    let reader = YAMLReader(Array(text.utf8))
    #expect(reader.next() == .mappingStart)
    #expect(reader.next() == .scalar)
    _ = reader.next()
    reader.skipValue()
    #expect(reader.next() == .scalar)
    #expect(reader.text == "z")
  }

  @Test func `skipping the whole document leads to the end`() {
    let reader = YAMLReader(Array("a: {b: 1}\n".utf8))
    #expect(reader.next() == .mappingStart)
    reader.skipValue()
    #expect(reader.next() == .end)
    #expect(!reader.isDamaged)
  }

  @Test func `skipping reports what is wrong inside`() {
    let reader = YAMLReader(Array("a: {b: &c d}\n".utf8))
    #expect(reader.next() == .mappingStart)
    reader.skipValue()
    #expect(reader.problems.map(\.kind) == [.anchor])
  }

  @Test func `a problem inside what is skipped ends the skipping`() {
    let reader = YAMLReader(Array("a: [1, 2\n".utf8))
    #expect(reader.next() == .mappingStart)
    reader.skipValue()
    #expect(reader.next() == .end)
    #expect(reader.isDamaged)
  }
}
