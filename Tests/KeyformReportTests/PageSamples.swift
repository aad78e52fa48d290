import Foundation
import KeyformCore
import KeyformReport
import Testing

/// Reports that become pages: an ordinary one, one whose every text wants to be more than text, and
/// large ones.
struct PageSamples {
  let samples: Samples

  init() throws { samples = try Samples() }

  func page(_ content: ReportContent) throws -> String {
    try text(collected { try ReportPage.write(content, to: $0) })
  }

  /// Every kind, action and picture.
  func ordinary() throws -> ReportContent {
    let plan = try samples.plan(
      samples.changes(), diagnostics: samples.diagnostics(),
      blockers: [Blocker(cause: .finding, text: "SEC001 key/a-noted: in clear text")]
    ).with(ImpactSamples.whole)
    return ReportContent(plan, samples.masking)
  }

  /// What people and strangers write where a name, a title or a note is expected.
  static let hostileTexts = [
    "</script><script>window.hit = 1</script>", "<img src=x onerror=\"window.hit = 1\">",
    "<!--", "]]>", "\" onmouseover=\"window.hit = 1", "' style='color:red", "</style>", "&lt;b&gt;",
    "{{title}}", "javascript:window.hit=1", "\u{202E}desrever\u{202C}", "a\u{0}b\u{1B}[31m",
    "::error::annotated", "```\n# heading\n```", "\u{2028}\u{2029}\u{FEFF}\u{AD}",
    String(repeating: "\u{7530}", count: 100), String(repeating: "W", count: 100),
  ]

  func hostile() throws -> ReportContent {
    var changes = Self.hostileTexts.enumerated().map { index, text in
      deployment("hostile-\(index)-\(text)", title: text, note: text, site: text)
    }
    var long = Deployment(name: "long")
    long.annotations.note = String(repeating: "</script><!-- & \u{202E}", count: 60_000)
    changes.append(Change(.create(.deployment(Entry(long, origin: .none)))))
    let updated = Self.hostileTexts.enumerated().map { index, text in
      var before = Deployment(name: "updated-\(index)")
      before.annotations.title = "before"
      var after = before
      after.annotations.title = text
      return Change(
        .update(
          from: .deployment(Entry(before, origin: .none)),
          to: .deployment(Entry(after, origin: .none))))
    }
    let diagnostics = Self.hostileTexts.map { text in
      Diagnostic(
        rule: "SCH009", severity: .error, summary: text, detail: text,
        place: FileLocation(file: "\(text).yaml", line: 1, column: 1),
        related: [.init(place: FileLocation(file: text, line: 2, column: 1), text: text)])
    }
    let hostile = Self.hostileTexts.joined(separator: " ")
    var impact = ImpactSamples.whole
    impact.keys.append(
      ImpactSamples.key(hostile, nil, ImpactSamples.balance(900), bindings: [hostile]))
    impact.paths.append(
      PathImpact(
        product: hostile, before: .mak, after: .kms, machines: ImpactSamples.machines(8, hostile)))
    let plan = Plan(
      header: Plan.Header(
        project: hostile, target: TargetDescription(name: hostile, url: "sqlite:x.sqlite"),
        targetID: "9f86d081", catalog: "2026-11 sha256:0123", toolVersion: "0.1.0",
        today: try #require(CalendarDate("2026-11-20"))),
      schema: .none, changes: changes + updated, diagnostics: diagnostics,
      blockers: [Blocker(cause: .finding, text: hostile)], files: [],
      impact: impact,
      memory: PlanMemory(
        takeover: nil,
        guards: [
          GuardChange(
            what: "policy \(hostile)", place: FileLocation(file: hostile, line: 1, column: 1),
            before: hostile, after: nil, effect: .loosens,
            difference: TextDifference(
              from: Array("a\n".utf8), to: Array("\(hostile)\n".utf8), samples.masking))
        ], writtenAgain: [], formerNames: []))
    return ReportContent(plan, samples.masking)
  }

  func large(_ count: Int) throws -> ReportContent {
    let changes = (0..<count).map { index in
      let before = laptops(index, machines: 100)
      return Change(
        .update(
          from: .deployment(Entry(before, origin: .none)),
          to: .deployment(
            Entry(
              laptops(index, machines: 120),
              origin: EntryOrigin(file: 1, line: Int32(index % 1_000 + 2), column: 3)))))
    }
    return ReportContent(try samples.plan(changes), samples.masking)
  }

  private func laptops(_ index: Int, machines: Int) -> Deployment {
    let number = String(index + 1_000_000).dropFirst()
    var deployment = Deployment(name: "laptops-\(number)")
    deployment.os = ProductID("windows-11/enterprise")
    deployment.release = "25H2"
    deployment.machines = machines
    deployment.annotations.title = "Laptops of floor \(index % 40)"
    deployment.annotations.labels = [
      Label(name: "site", value: ["berlin", "munich", "vienna"][index % 3])
    ]
    return deployment
  }

  private func deployment(_ name: String, title: String, note: String, site: String) -> Change {
    var deployment = Deployment(name: name)
    deployment.annotations.title = title
    deployment.annotations.note = note
    deployment.annotations.owner = title
    deployment.annotations.labels = [Label(name: "site", value: site)]
    return Change(
      .create(
        .deployment(Entry(deployment, origin: EntryOrigin(file: 1, line: 2, column: 3)))))
  }
}
