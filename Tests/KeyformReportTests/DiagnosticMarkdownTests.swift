import KeyformCore
import KeyformReport
import Testing

/// What a repository says must not become markup of the comment that it is shown in.
@Suite struct DiagnosticMarkdownTests {
  private func text(_ diagnostics: [Diagnostic], diff: String? = nil) -> String {
    var buffer = TextBuffer(TextStyle(), Masking { _ in false })
    DiagnosticMarkdown.add(diagnostics, diff: diff, ["Below the list."], to: &buffer)
    return String(decoding: buffer.take().bytes, as: UTF8.self)
  }

  private func finding(
    _ summary: String, detail: String = "", _ severity: Severity = .error, file: String = "a.yaml"
  ) -> Diagnostic {
    Diagnostic(
      rule: "ORG001", severity: severity, summary: summary, detail: detail,
      place: FileLocation(file: file, line: 1, column: 2))
  }

  @Test func showsTheVerdictAndErrorsFirst() {
    let found = text([finding("less", .warning), finding("worse", detail: "Why.\nAnd what.")])
    #expect(
      found == """
        ## Keyform: 1 error, 1 warning

        - **error** ORG001 a.yaml:1:2: worse. Why. And what.
        - **warning** ORG001 a.yaml:1:2: less

        Below the list.

        """)
    #expect(text([]) == "## Keyform: no findings\n\nBelow the list.\n")
  }

  @Test(arguments: [
    ("<img src=x onerror=y>", "\\<img src=x onerror=y\\>"), ("&lt;b&gt;", "\\&lt;b\\&gt;"),
    ("![a](b)", "\\!\\[a\\](b)"), ("**b** _i_ ~~s~~", "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~"),
    ("`code` \\` x", "\\`code\\` \\\\\\` x"), ("@all #12 $x$", "`@`all `#`12 \\$x\\$"),
    ("https://evil.example www.evil.example", "https`://`evil.example `www.`evil.example"),
    ("a | b", "a \\| b"),
    // A letter that makes one character with what is behind it, and an accent.
    ("\u{D4E}<b> \u{D4E}@all |\u{301}", "\u{D4E}\\<b\\> \u{D4E}`@`all \\|\u{301}"),
  ])
  func escapes(_ written: String, _ escaped: String) {
    #expect(text([finding(written)]).contains("a.yaml:1:2: \(escaped)\n"))
    #expect(text([finding("x", detail: written)]).contains(": x. \(escaped)\n"))
    #expect(text([finding("x", file: written)]).contains("ORG001 \(escaped):1:2: x\n"))
  }

  @Test func beginsNoLineWithWhatARepositorySays() {
    let orders = "\n/merge\n- x\n# x\r\n/close\n```"
    let lines = text([finding(orders, detail: orders, file: "a\n/merge")]).split(separator: "\n")
    #expect(
      lines.allSatisfy {
        $0.hasPrefix("## Keyform: ") || $0.hasPrefix("- **") || $0 == "Below the list."
      })
  }

  @Test func aDiffIsCode() {
    // Not behind a list, of which it would be a paragraph.
    let found = text([finding("x")], diff: "--- a\n+++ b\n-<b>\n+```\n")
    let code = "\n\nWhat fixing would change:\n\n    --- a\n    +++ b\n    -<b>\n    +```\n\n"
    #expect(found.hasSuffix(code))
  }

  @Test func fitsIntoAComment() {
    let many = (1...900).map { finding(String(repeating: "<", count: 1_400) + "\($0)") }
    let found = text(many, diff: String(repeating: "+\n", count: 40_000))
    #expect(found.count < 65_536)
    #expect(found.contains(" more: `keyform validate` lists them\n"))
    #expect(text([finding(String(repeating: "a", count: 70_000))]).count < 1_000)
    let wide = String(repeating: "\u{1}", count: 2_900)
    #expect(text((1...20).map { _ in finding(wide, detail: wide, file: wide) }).count < 65_536)
    #expect(text([], diff: String(repeating: "+\n", count: 11_000)).count < 65_536)
  }
}
