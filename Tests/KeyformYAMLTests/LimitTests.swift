import KeyformYAML
import Testing

@Suite struct LimitTests {
  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private func steps(_ levels: Int) -> String {
    (0..<levels).map { repeated(" ", $0) + "a:\n" }.joined()
  }

  @Test func `exactly the maximum depth is read`() {
    #expect(EventTrace(repeated("[", 32) + repeated("]", 32)).found == [])
    #expect(EventTrace(steps(32)).found == [])
    #expect(EventTrace("[[[]]]", maximumDepth: 3).found == [])
  }

  @Test func `one level more is refused at its place`() {
    #expect(EventTrace(repeated("[", 33) + repeated("]", 33)).found == ["YAML012@1:33"])
    #expect(EventTrace(steps(33)).found == ["YAML012@33:33"])
    #expect(EventTrace("[[[]]]", maximumDepth: 2).found == ["YAML012@1:3"])
    #expect(EventTrace("- a: [{b: []}]", maximumDepth: 4).found == ["YAML012@1:11"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "{", "[\n", "? ", "{[", "? - "])
  func `ten thousand levels are refused after the maximum`(opening: String) {
    let trace = EventTrace(repeated(opening, 10_000))
    #expect(trace.problems.last?.kind == .tooDeep)
    #expect(trace.events.count <= 64)
    #expect(trace.isDamaged)
  }

  @Test func `a thousand indented mappings are refused after the maximum`() {
    let trace = EventTrace(steps(1_000))
    #expect(trace.found == ["YAML012@33:33"])
    #expect(trace.events.count == 64)
  }

  @Test func `depth counts open levels only`() {
    #expect(EventTrace(repeated("- [[]]\n", 100), maximumDepth: 3).found == [])
  }

  @Test func `an alias bomb is never expanded`() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let trace = EventTrace(bomb)
    #expect(trace.events.count == 2 + 31 * 12)
    #expect(trace.problems.filter { $0.kind == .anchor }.count == 31)
    #expect(trace.problems.filter { $0.kind == .alias }.count == 270)
    #expect(!trace.isDamaged)
  }

  @Test func `problems are recorded up to a number, a fatal one always`() {
    let trace = EventTrace(repeated("- *a\n", 5_000) + "- 'x\n")
    #expect(trace.events.count == 5_001)
    #expect(trace.problems.count == YAMLReader.maximumProblems + 1)
    #expect(trace.problems.last?.kind == .syntax)
  }
}
