import Foundation
import Testing

/// Outside judges read every report over files that mean harm: how a forge renders Markdown, the schema of
/// SARIF, the one of JUnit's XML (scripts/setup installs them).
@Suite("Reports, as outside judges read them")
struct ReportJudgeTests {
  private static let formats = "markdown sarif junit codequality github"

  /// What a note, an owner or a path may hold, in double quotes of YAML.
  private static let hostile = [
    #"``` ` </script><img src=x onerror=alert(1)> ![a](http://evil.example) [b](javascript:x)"#,
    #"]]> --> <!-- @everyone #12 !3 GH-1 www.evil.example me@evil.example"#,
    #"::error::x\n::set-output name=a::b\r\n/merge\n| a | b |\n\\| \\"#,
    #"\u202Eevil\u2066 \e[31m \0 \u200B \uFFFE **b** _i_ ~~s~~ $x$ <b>"#,
    String(repeating: "\u{1F9D1}", count: 100),
  ]

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    var keys = "keys:\n"
    for (number, text) in Self.hostile.enumerated() {
      keys += """
          key\(number):
            kind: mak
            products: [windows-11/\(number == 0 ? "nothing-known" : "enterprise")]
            quantity: 5
            title: "\(text)"
            note: "\(text)"
            owner: "\(text)"
            labels: {site: "x"}

        """
    }
    try workspace.write("a|b `c` <i>@all #1.yaml", keys)
    try workspace.write(
      "keyform.yaml", "keyform: 1\nproject: demo\ntargets: {lab: {url: 'sqlite:lab.sqlite'}}\n")
    try workspace.write(
      "policies/ORG001-ask.sql",
      """
      -- id: ORG001
      -- severity: error
      -- what: Ask <img src=x> @all [a](http://evil.example) ]]> ::error::x
      -- why: |` x
      -- fix: none
      SELECT address, note AS message FROM product_key WHERE owner IS NOT NULL
      """)
    return workspace
  }

  /// Runs a command with every report, and has them judged.
  private func judge(
    _ workspace: Workspace, _ command: String, _ more: String = ""
  ) throws {
    let reports = (Self.formats + more).split(separator: " ").map { "--report \($0)=r.\($0)" }
    let line = "rm -f r.*; keyform \(command) --today 2026-11-21 \(reports.joined(separator: " "))"
    let outcome = try workspace.run("\(line) --whole https://ci.example/1")
    #expect(outcome.status < 64, "\(command): \(outcome.errors)")
    for (format, judge) in [
      ("markdown", "judge-report markdown r.markdown https://ci.example/1"),
      ("sarif", "judge-report sarif r.sarif"), ("junit", "judge-report junit r.junit"),
      ("codequality", "python3 -m json.tool r.codequality"),
      ("github", "! grep -vE '^::(error|warning) ([a-z]+=[^:]*)?::' r.github"),
    ] {
      let verdict = try workspace.run(judge)
      #expect(verdict.status == 0, "\(command), \(format): \(verdict.output)\(verdict.errors)")
    }
    #expect(try workspace.text(of: "r.markdown").hasPrefix("<!-- keyform "))
  }

  @Test("over findings, plans, drift and a review")
  func judgesHostileTexts() throws {
    let workspace = try workspace()
    try judge(workspace, "validate")
    try workspace.shell(#"rm policies/*; sed -i 's,nothing-known,pro,; s,\\0,,' *.yaml"#)
    try judge(workspace, "validate --diff")
    try judge(workspace, "plan --target lab --out p.plan", " gitlab-plan")
    try judge(workspace, "show p.plan", " gitlab-plan")
    try workspace.shell(
      """
      keyform apply p.plan --yes
      sqlite3 lab.sqlite "UPDATE product_key SET owner = note || char(10) || '</details>'"
      """)
    try judge(workspace, "drift --target lab")
    try judge(workspace, "plan --target lab", " gitlab-plan")
    try workspace.shell(
      """
      git init -q . && git add . && git -c user.name=a -c user.email=a@b commit -qm '<img>'
      sed -i 's,quantity: 5,quantity: 7,' a*.yaml
      """)
    try judge(workspace, "diff", " gitlab-plan")
    try judge(workspace, "diff HEAD..HEAD", " gitlab-plan")
  }

  @Test("over ten thousand findings and a text of a megabyte")
  func judgesManyAndLong() throws {
    let workspace = try workspace()
    var keys = "keys:\n"
    for number in 1...10_000 {
      keys += "  many\(number): {kind: gvlk, products: [windows-11/none-\(number)]}\n"
    }
    keys +=
      "  long: {kind: gvlk, products: [windows-11/pro], note: '\(String(repeating: "<b>|", count: 1 << 18))'}\n"
    try workspace.write("many.yaml", keys)
    try judge(workspace, "validate --max-bytes 5000")
    #expect(try workspace.text(of: "r.markdown").utf8.count <= 5_000)
    #expect(try workspace.text(of: "r.markdown").contains("Cut at 5000 bytes; not shown here: "))
  }

  @Test("and tables of a query")
  func judgesTables() throws {
    let workspace = try workspace()
    try workspace.shell(#"rm policies/*; sed -i 's,nothing-known,pro,; s,\\0,,' *.yaml"#)
    try workspace.shell(
      """
      keyform query "SELECT name AS '<b>|@x', note, owner, title, 1.5 AS n, NULL AS o FROM product_key" \
        --format markdown >table.md
      """)
    let verdict = try workspace.run("judge-report markdown table.md")
    #expect(verdict.status == 0, "\(verdict.output)\(verdict.errors)")
    #expect(try workspace.text(of: "table.md").contains("| `<b>\\|@x` |"))
  }
}
