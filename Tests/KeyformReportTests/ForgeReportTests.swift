import KeyformCore
import KeyformReport
import Testing

/// What forges read by lines and members: nothing of a text becomes an order or another finding.
@Suite struct ForgeReportTests {
  private func text(
    _ diagnostics: [Diagnostic], _ format: ReportFormat, folder: String = ""
  ) throws -> String {
    let content = ReportContent(project: "demo", files: 2, diagnostics, Masking { _ in false })
    var bytes: [UInt8] = []
    try format.write(content, ReportOptions(folder: folder, toolVersion: "1")) { bytes += $0.bytes }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func finding(
    _ number: Int, _ severity: Severity = .error, _ summary: String = "x", line: Int = 1,
    file: String = "a.yaml", field: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      rule: "ORG001", severity: severity, address: Address(.key, "k\(number)"),
      summary: summary, detail: "", place: FileLocation(file: file, line: line, column: 2),
      field: field)
  }

  @Test func escapesWorkflowCommands() throws {
    let found = try text(
      [finding(1, .error, "50 %, a:b\n::error::x\r", file: "a,b:c%\n.yaml")], .github,
      folder: "sub/")
    #expect(
      found == """
        ::error file=sub/a%2Cb%3Ac%25\\n.yaml,line=1,col=2,title=ORG001 key/k1::50 %25, \
        a:b%0A::error::x\\u{d}

        """)
  }

  @Test func theLastAnnotationCountsTheRest() throws {
    let many =
      (1...25).map { finding($0, line: $0) }
      + (1...11).map { finding($0, .warning) } + [finding(1, .info)]
    let lines = try text(many.shuffled(), .github).split(separator: "\n")
    #expect(lines.count == 20)
    #expect(lines[0] == "::error file=a.yaml,line=1,col=2,title=ORG001 key/k1::x")
    #expect(lines[9].hasSuffix("::x%0A%0AAnd 15 more errors, not shown here."))
    #expect(lines[19].hasSuffix("::x%0A%0AAnd 1 more warning, not shown here."))
    #expect(try text([], .github) == "")
  }

  /// The fingerprints of a code quality report.
  private func fingerprints(_ diagnostics: [Diagnostic]) throws -> [String] {
    try text(diagnostics, .codequality).split(separator: #""fingerprint":""#).dropFirst()
      .map { String($0.prefix(64)) }
  }

  @Test func fingerprintsAreUniqueAndStayWhenLinesMove() throws {
    let found = [
      finding(1), finding(1), finding(2), finding(1, field: ["quantity"]),
      finding(1, field: ["quantity", "x"]),
    ]
    let before = try fingerprints(found)
    #expect(Set(before).count == 5)
    let moved = [
      finding(1, line: 7), finding(1, line: 9), finding(2, line: 10),
      finding(1, line: 11, field: ["quantity"]),
      finding(1, line: 12, field: ["quantity", "x"]),
    ]
    #expect(try fingerprints(moved) == before)
  }

  @Test func codeQualityNamesFilesFromTheTop() throws {
    let found = try text([finding(1, .warning, line: 3)], .codequality, folder: "sub/")
    #expect(
      found.contains(#""severity":"minor","location":{"path":"sub/a.yaml","lines":{"begin":3}}"#))
    #expect(try text([], .codequality) == "[]\n")
  }

  @Test func sarifHoldsTheWorst() throws {
    let many = (1...5_100).map { finding($0, $0 > 200 ? .info : .error, line: $0) }
    let found = try text(many, .sarif)
    #expect(found.split(separator: #""ruleId":"#).count == 5_001)
    #expect(found.contains("100 findings more than these 5000, which are the worst"))
    #expect(found.split(separator: #""level":"error","message""#).count == 201)
  }

  @Test func junitHoldsACaseForEachFileAndRule() throws {
    let found = try text(
      [
        finding(1, .error, "<a> & \"b\" ]]> \u{0}\u{FFFE}"), finding(2),
        finding(3, .warning, file: "b.yaml"),
      ], .junit)
    #expect(
      found == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name="keyform validate demo" tests="2" failures="1" errors="0" skipped="0" time="0">
            <testcase classname="a.yaml" name="ORG001" time="0">
              <failure type="error" message="&lt;a&gt; &amp; &quot;b&quot; ]]&gt; \\u{0}\\u{fffe}">a.yaml:1: \
        error: &lt;a&gt; &amp; &quot;b&quot; ]]&gt; \\u{0}\\u{fffe}
        a.yaml:1: error: x</failure>
            </testcase>
            <testcase classname="b.yaml" name="ORG001" time="0">
              <system-out>b.yaml:1: warning: x</system-out>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }
}
