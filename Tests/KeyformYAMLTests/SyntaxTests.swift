import KeyformYAML
import Testing

/// A file that is not valid YAML, with the place and a word of the message it must give.
struct BrokenFile: Sendable, CustomTestStringConvertible {
  let text: String
  let place: String
  let says: String

  init(_ text: String, _ place: String, _ says: String) {
    self.text = text
    self.place = place
    self.says = says
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct SyntaxTests {
  private static let files: [BrokenFile] = [
    BrokenFile("a: 1\nb\nc: 2\n", "2:1", "this key has no colon"),
    BrokenFile("a: 1\nb 2\n", "2:1", "this key has no colon"),
    BrokenFile("a:\n  b: 1\n c: 2\n", "3:2", "mapping that begins on line 1"),
    BrokenFile("a: \"x\" y\n", "1:8", "mapping that begins on line 1"),
    BrokenFile("a: b: c\n", "1:5", "a colon is not allowed here"),
    BrokenFile("a: 1\n  b: 2\n", "2:4", "a colon is not allowed here"),
    BrokenFile("a: ? b\n", "1:4", "a key is not allowed here"),
    BrokenFile("a: - b\n", "1:4", "a list entry is not allowed here"),
    BrokenFile("a:\n  - x\n  y: 1\n", "3:3", "list that begins on line 2"),
    BrokenFile("a: [x, y\nb: 1\n", "2:2", "a comma or `]` is missing"),
    BrokenFile("a: [x, y\n", "1:4", "`[` is never closed"),
    BrokenFile("a: {x: 1\n", "1:4", "`{` is never closed"),
    BrokenFile("a: {x: 1 y: 2}\n", "1:11", "a comma or `}` is missing"),
    BrokenFile("a: [x]]\n", "1:7", "mapping that begins on line 1"),
    BrokenFile("a: [,]\n", "1:5", "a value is missing"),
    BrokenFile("a: ]\n", "1:4", "a value is missing"),
    BrokenFile("- a\nb: 1\n", "2:1", "list that begins on line 1"),
    BrokenFile("[a]\nb: 1\n", "2:1", "does not belong to what stands above"),
    BrokenFile("a: @x\n", "1:4", "cannot begin with `@`"),
    BrokenFile("a: `x`\n", "1:4", "cannot begin with a backtick"),
    BrokenFile("a: %x\n", "1:4", "cannot begin with `%`"),
    BrokenFile("a: *\n", "1:4", "cannot begin with `*`"),
    BrokenFile("- ok\n- **bold**\n", "2:3", "cannot begin with `*`"),
    BrokenFile("a: & b\n", "1:4", "cannot begin with `&`"),
    BrokenFile("a: !<x\n", "1:4", "cannot begin with `!`"),
    BrokenFile("a: 1\nb: \"x\nc: 2\n", "2:4", "never closed"),
    BrokenFile("a: 'x\n", "1:4", "never closed"),
    BrokenFile("a: 'x\n---\n", "1:4", "not closed before the next"),
    BrokenFile("a: \"C:\\keys\"\n", "1:7", "unknown escape"),
    BrokenFile("a: \"C:\\users\"\n", "1:7", "unknown escape"),
    BrokenFile("a: | x\n", "1:6", "text cannot follow"),
    BrokenFile("a: |0\n  x\n", "1:5", "`|0` and `>0`"),
    BrokenFile("%FOO\na: 1\n", "1:1", "not a directive"),
    BrokenFile("%YAML x\n---\na: 1\n", "1:1", "not a directive"),
    BrokenFile("%YAML 3.0\n---\na: 1\n", "1:1", "not a directive"),
  ]

  @Test(arguments: files)
  func `a syntax error gives one problem`(file: BrokenFile) throws {
    let trace = EventTrace(file.text)
    let problem = try #require(trace.problems.first)
    #expect(trace.problems.count == 1)
    #expect(problem.kind == .syntax)
    #expect(problem.mark.written == file.place)
    #expect(problem.summary.contains(file.says), "\(problem.summary)")
    #expect(!problem.detail.isEmpty)
    #expect(problem.detail.hasSuffix("."))
    #expect(trace.isDamaged)
  }

  @Test func `the mark of a damaged reader is the mark of the problem`() {
    let reader = YAMLReader(Array("a: 1\nb: 'x\n".utf8))
    while reader.next() != .end {}
    #expect(reader.mark == YAMLPosition(line: 2, column: 4))
    #expect(reader.next() == .end)
    #expect(reader.problems.count == 1)
  }
}
