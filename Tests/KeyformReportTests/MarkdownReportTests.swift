import KeyformCore
import KeyformReport
import Testing

/// What a repository says must not become markup of the comment that it is shown in, and what is too
/// long for a comment is counted.
@Suite struct MarkdownReportTests {
  private func text(
    _ diagnostics: [Diagnostic], notes: [String] = [], patch: String? = nil,
    project: String = "demo",
    longest: Int = ReportOptions.usualLongest, whole: String? = nil
  ) throws -> String {
    let content = ReportContent(
      project: project, files: 2, diagnostics, notes: notes, patch: patch, Masking { _ in false })
    return try text(content, ReportOptions(longest: longest, whole: whole, toolVersion: "1"))
  }

  private func text(_ content: ReportContent, _ options: ReportOptions) throws -> String {
    var bytes: [UInt8] = []
    try ReportFormat.markdown.write(content, options) { bytes += $0.bytes }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func finding(
    _ summary: String, detail: String = "", _ severity: Severity = .error, file: String = "a.yaml",
    related: [Diagnostic.Related] = []
  ) -> Diagnostic {
    Diagnostic(
      rule: "ORG001", severity: severity, summary: summary, detail: detail,
      place: FileLocation(file: file, line: 1, column: 2), related: related)
  }

  @Test func showsTheVerdictAndErrorsFirst() throws {
    let found = try text([
      finding("less", .warning), finding("worse", detail: "Why.\nAnd what."), finding("hm", .info),
    ])
    #expect(
      found == """
        <!-- keyform validate demo -->
        ## Keyform: 1 error, 1 warning, 1 info in 2 files

        - **error** `ORG001` `a.yaml:1:2`: worse. Why. And what.
        - **warning** `ORG001` `a.yaml:1:2`: less

        <details><summary>Advice: 1 info</summary>

        - **info** `ORG001` `a.yaml:1:2`: hm

        </details>

        """)
    // A short comment, not none: the one before may say something else.
    #expect(
      try text([]) == "<!-- keyform validate demo -->\n## Keyform: no findings in 2 files\n")
  }

  @Test(arguments: [
    ("ask key/win11 first", "ask `key/win11` first"),
    ("`quantity` is 12, not (none)", "`quantity` is 12, not (none)"),
    ("150 -> 200", "150 → 200"), ("<img src=x onerror=y>", "`<img src=x onerror=y>`"),
    ("&lt;b&gt;", "`&lt;b&gt`;"), ("![a](b)", "`![a](b`)"), ("**b** _i_", "`**b** _i_`"),
    ("@all, #12 !7", "`@all`, `#12 !7`"), ("https://evil.example x", "`https://evil.example` x"),
    ("www.evil.example", "`www.evil.example`"), ("me@evil.example", "`me@evil.example`"),
    ("a | b", "a `|` b"), ("``` x", "```` ``` ```` x"), ("`@a` `b", "`` `@a` `b ``"),
    ("a`@b`c", "a`@b`c"), ("GH-12 deadbeef 1234567", "`GH-12 deadbeef 1234567`"),
    ("half-read TICKET-a", "half-read `TICKET-a`"), ("::error::x", "`::error::x`"),
    ("\u{202E}evil\u{0}\u{1B}[31m", "`\\u{202e}evil\\u{0}\\u{1b}[31m`"),
    ("|\u{301} `\u{301} \u{301}", "``|\u{301} `\u{301} \u{301}``"),
  ])
  func keepsToCode(_ written: String, _ shown: String) throws {
    #expect(try text([finding(written)]).contains("`a.yaml:1:2`: \(shown)\n"))
    #expect(try text([finding("x", detail: written)]).contains(": x. \(shown)\n"))
  }

  @Test func namesAndPathsAreCode() throws {
    let name = "a`b|<i>\n@all"
    let found = try text([finding("x", file: name)], project: "p --> <!-- `@all`")
    #expect(found.contains("- **error** `ORG001` ``a`b|<i>\\n@all:1:2``: x\n"))
    #expect(found.hasPrefix("<!-- keyform validate p -_> <!-_ _@all_ -->\n") == false)
    #expect(found.hasPrefix("<!-- keyform validate p -__ __-_ _@all_ -->\n"))
  }

  @Test func beginsNoLineWithWhatARepositorySays() throws {
    let orders = "\n/merge\n- x\n# x\r\n/close\n```"
    let lines = try text(
      [finding(orders, detail: orders, file: "a\n/merge")], notes: [orders], project: orders
    ).split(separator: "\n")
    #expect(
      lines.allSatisfy {
        $0.hasPrefix("## Keyform: ") || $0.hasPrefix("- ") || $0.hasPrefix("<!-- keyform ")
          || $0 == "### Findings"
      })
  }

  @Test func aPatchIsCodeThatNothingInItEnds() throws {
    let found = try text([], patch: "--- a\n+++ b\n-</details>\n+````\n")
    #expect(
      found.hasSuffix(
        """

        <details><summary>What fixing would change</summary>

        `````
        --- a
        +++ b
        -</details>
        +````
        `````

        </details>

        """))
  }

  @Test(arguments: [2_000, 2_500, 10_000, 65_000])
  func fitsAndCountsWhatIsMissing(_ longest: Int) throws {
    let wide = String(repeating: "\u{1F9D1}", count: 100)
    let many = (1...10_000).map { number in
      finding(
        "\(number) \(wide)", detail: String(repeating: "<", count: number % 1_400),
        number % 5 == 0 ? .info : .error, file: wide)
    }
    let whole = "https://ci.example/\(String(repeating: "a", count: 300))"
    let found = try text(many, project: wide, longest: longest, whole: whole)
    #expect(found.utf8.count <= longest)
    #expect(found.utf8.count > longest / 2 - 1_000)
    let shown = found.split(separator: "\n").count { $0.hasPrefix("- **error** ") }
    #expect(found.contains("Cut at \(longest) bytes; not shown here: \(8_000 - shown) findings"))
    #expect(shown == 0 || found.contains("- and \(8_000 - shown) more\n"))
    #expect(found.hasSuffix("\n[The whole report](<\(whole)>)\n"))
  }

  @Test func aTextOfAMegabyteIsCut() throws {
    let long = String(repeating: "a", count: 1 << 20)
    #expect(try text([finding(long, detail: long, file: long)]).utf8.count < 4_000)
    #expect(
      try text([], patch: String(repeating: "+\n", count: 40_000)).contains(
        "not shown here: 1 patch."))
  }

  @Test func namesOtherPlaces() throws {
    let related = (1...5).map {
      Diagnostic.Related(place: FileLocation(file: "b.yaml", line: $0, column: 1), text: "too")
    }
    #expect(
      try text([finding("x", related: related)]).contains(
        ": x (see `b.yaml:1`, `b.yaml:2`, `b.yaml:3` and 2 more)\n"))
  }
}
