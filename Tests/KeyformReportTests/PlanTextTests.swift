import KeyformCore
import KeyformReport
import Testing

@Suite struct PlanTextTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private func render(
    _ plan: Plan, _ colour: TextStyle.Colour = .plain, next: String? = nil
  ) throws -> [UInt8] {
    let style = TextStyle(colour: colour, width: 100)
    let diagnostics = DiagnosticText(style: style, masking: samples.masking)
    return try collected {
      try PlanText(
        diagnostics: diagnostics, next: next
      ).write(plan, to: $0)
    }
  }

  @Test func blockedPlan() throws { try Golden.check(render(samples.whole()), "plan.txt") }

  @Test func colour() throws {
    let plan = try samples.plan(samples.changes(), schema: .create)
    let next = "Apply it with `keyform apply lab.plan`."
    try Golden.check(render(plan, .ansi, next: next), "plan-colour.txt")
  }

  @Test func nothingToChange() throws {
    let shown = try text(render(samples.plan([], schema: .create), next: "Apply it."))
    #expect(
      shown == "Nothing to change: lab (sqlite:lab.sqlite) is as the repository wants it.\n")
  }

  @Test func exceededLimit() throws {
    let plan = try samples.plan(
      [samples.changes()[4]],
      blockers: [Blocker(cause: .limit, text: "limit key.delete: 1 of 1 rows")])
    let shown = try text(render(plan, next: "Apply it."))
    #expect(shown.contains("  - limit key.delete: 1 of 1 rows\n"))
    #expect(shown.hasSuffix("waive the limit for it (`waivers:`), then plan again.\n"))
    #expect(!shown.contains("Apply it."))
  }

  @Test func columnsLineUpAcrossBlocks() throws {
    let changes = (0..<5_000).map { index in
      let name = index == 4_321 ? "the-longest-name-of-all" : "mak-\(index)"
      return Change(.create(samples.key(samples.mak(name, samples.first))))
    }
    let lines = try text(render(samples.plan(changes))).split(separator: "\n")
    let rows = lines.filter { $0.hasPrefix("+ ") }
    #expect(rows.count == 5_000)
    let columns = Set(rows.map { $0.prefix { $0 != "…" }.count })
    #expect(columns.count == 1)
    #expect(!lines.contains { $0.hasSuffix(" ") })
  }

  @Test func longColumnIsShownAllTheSame() throws {
    var key = samples.mak("long", samples.first)
    key.products = (0..<9).map { ProductID("windows-11/enterprise-\($0)") }
    let shown = try text(
      render(samples.plan([Change(.create(samples.key(key)))])))
    #expect(shown.contains("windows-11/enterprise-8  …-6789B"))
  }

  @Test func unknownPublicValueIsNotShown() throws {
    let key = samples.gvlk("wrong-kind", samples.second)
    let shown = try text(
      render(samples.plan([Change(.create(samples.key(key)))])))
    #expect(!shown.contains(FakeSecrets.second))
    #expect(shown.contains("…-FGGHH ("))
  }
}
