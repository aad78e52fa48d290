import KeyformCore
import KeyformReport
import Testing

/// No report holds more of a secret than tail and check value.
@Suite struct CanaryTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private func check(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    let shown = text(bytes).lowercased().filter { $0.isASCII && $0.isLetter || $0.isNumber }
    for secret in FakeSecrets.all {
      let bare = Array(secret.lowercased().filter { $0 != "-" })
      for start in 0...bare.count - 20 {
        let run = String(bare[start..<start + 20])
        #expect(!shown.contains(run), sourceLocation: sourceLocation)
      }
    }
  }

  private func keys() throws -> [Change] {
    let third = try FakeSecrets.key(FakeSecrets.third)
    // A secret under a public kind, under no kind, and in every free text.
    var kindless = samples.gvlk("kindless", samples.first)
    kindless.keyKind = nil
    var talkative = samples.mak("talkative", third)
    talkative.annotations.title = FakeSecrets.second
    talkative.annotations.note = "was \(FakeSecrets.first.lowercased())"
    talkative.annotations.labels = [Label(name: "key", value: FakeSecrets.third)]
    talkative.agreement = FakeSecrets.first.replacing("-", with: "")
    talkative.products = [ProductID(FakeSecrets.second)]
    return try [
      Change(.create(samples.key(kindless))),
      samples.change(samples.gvlk("misfiled", third), samples.gvlk("misfiled", samples.second)),
      Change(.create(samples.key(talkative, secret: .file("secret.txt")))),
    ]
  }

  private func plan() throws -> Plan {
    try samples.plan(
      samples.changes() + keys(), diagnostics: samples.diagnostics(),
      blockers: [Blocker(cause: .finding, text: "see \(FakeSecrets.third)")]
    ).with(ImpactSamples.whole)
  }

  @Test func planJSON() throws {
    try check(collected { try PlanJSON(masking: samples.masking).write(plan(), to: $0) })
  }

  @Test func page() throws {
    let content = ReportContent(try plan(), samples.masking)
    try check(collected { try ReportPage.write(content, to: $0) })
  }

  @Test func statement() throws {
    try check(collected { try StatementText.write(plan(), to: $0) })
  }

  @Test(arguments: [TextStyle.Colour.plain, .ansi])
  func planText(_ colour: TextStyle.Colour) throws {
    let style = TextStyle(colour: colour)
    let diagnostics = DiagnosticText(style: style, masking: samples.masking) { _ in
      "value: \(FakeSecrets.first) # \(FakeSecrets.second)"
    }
    let text = PlanText(diagnostics: diagnostics)
    try check(collected { try text.write(plan(), to: $0) })
  }

  @Test func validateJSON() throws {
    try check(
      collected {
        try ValidateOutcome.document.write(
          ReportSamples.outcome(samples), samples.masking, to: $0)
      })
  }
}
