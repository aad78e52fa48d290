import KeyformCore
import KeyformReport
import Testing

@Suite struct DiagnosticTextTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private func render(
    _ diagnostics: [Diagnostic], _ repetition: DiagnosticText.Repetition = .folded,
    width: Int = 60, excerpt: ((FileLocation) -> String?)? = nil
  ) throws -> String {
    try text(
      collected {
        try DiagnosticText(
          style: TextStyle(width: width), masking: samples.masking, repetition: repetition,
          excerpt: excerpt
        ).write(diagnostics, to: $0)
      })
  }

  private func finding(_ line: Int, column: Int = 1, _ severity: Severity = .info) -> Diagnostic {
    Diagnostic(
      rule: "LC002", severity: severity, summary: "support ends soon", detail: "Plan ahead.",
      place: FileLocation(file: "a.yaml", line: line, column: column))
  }

  @Test func grouped() throws {
    let shown = try render(samples.diagnostics()) { place in
      place.line == 4 ? "    value: \"\(FakeSecrets.third)\"  # \u{1B}[2J" : "    remaining: {}"
    }
    try Golden.check(Array(shown.utf8), "diagnostics.txt")
  }

  @Test func nothing() throws { #expect(try render([]) == "") }

  @Test func repeatedAdviceIsFolded() throws {
    let many = (1...21).map { finding($0) } + [finding(3, column: 2, .warning)]
    let folded = try render(many)
    #expect(
      folded == """
        a.yaml:3:2 warning[LC002] support ends soon
            Plan ahead.

        info[LC002] 21 findings, such as: support ends soon (a.yaml:1:1); --format json lists each of them

        1 warning, 21 infos

        """)
    #expect(try render(many, .all).split(separator: "\n").count == 45)
    #expect(try !render((1...20).map { finding($0) }).contains("--format json"))
  }

  /// Hundreds of bindings add up to one finding.
  @Test(arguments: [(5, 5, ""), (7, 5, "    and 2 more; --format json lists each of them")])
  func placesThatBelongToItAreFolded(_ count: Int, _ shown: Int, _ rest: String) throws {
    let places = (1...count).map {
      Diagnostic.Related(
        place: FileLocation(file: "b.yaml", line: $0, column: 3), text: "binding/x: 90 machines")
    }
    let diagnostic = Diagnostic(
      rule: "CNT001", severity: .error, summary: "too many", detail: "",
      place: FileLocation(file: "a.yaml", line: 1, column: 1), related: places)
    let lines = try render([diagnostic]).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("    b.yaml:") } == shown)
    #expect(lines.filter { $0.hasPrefix("    and") } == (rest.isEmpty ? [] : [Substring(rest)]))
  }

  @Test(arguments: [
    (1, "ab\tcd", "ab cd", ""), (4, "ab\tcd", "ab cd", "   "),
    (4, "äöüx", "äöüx", "   "), (9, "short", "short", "     "), (3, "", "", ""),
    (12, "id: \(FakeSecrets.first) end", "id: …-6789B end", "    "),
    (36, "id: \(FakeSecrets.first) end", "id: …-6789B end", "             "),
  ])
  func caret(_ column: Int, _ line: String, _ shown: String, _ lead: String) throws {
    let lines = try render([finding(7, column: column)]) { _ in line }.split(separator: "\n")
    #expect(lines[1] == "    7 | \(shown)")
    #expect(lines[2] == "      | \(lead)^")
  }

  @Test func longLinesAreCutAroundTheCaret() throws {
    let line = String(repeating: "a", count: 200) + "X" + String(repeating: "b", count: 200)
    let lines = try render([finding(7, column: 201)]) { _ in line }.split(separator: "\n")
    #expect(lines[1].count <= 60)
    #expect(Array(lines[1])[lines[2].count - 1] == "X")
    #expect(lines[1].hasSuffix("b…") && lines[1].contains("| …a"))
  }

  @Test func counts() {
    #expect(DiagnosticCount([]).text == "no findings")
    #expect(DiagnosticCount(samples.diagnostics()).text == "1 error, 1 warning, 1 info")
  }
}
