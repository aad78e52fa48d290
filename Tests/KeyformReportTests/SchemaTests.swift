import Foundation
import KeyformCore
import KeyformReport
import Testing

enum ReportSamples {
  static func outcome(_ samples: Samples) throws -> ValidateOutcome.Content {
    (
      project: nil, catalog: "2026-11 sha256:0123", toolVersion: "0.1.0",
      today: try #require(CalendarDate("2026-11-20")), targets: ["lab", "prod"], files: 3,
      entries: 40, diagnostics: samples.diagnostics(),
      fixes: [], diff: nil
    )
  }
}

@Suite struct SchemaTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private func schema(_ file: String) throws -> [String: Any] {
    let json = try #require(OutputSchemas.all.first { $0.file == file }?.json)
    return try object(Array(json.utf8))
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test func plan() throws {
    let schema = try schema("plan.schema.json")
    let whole = try samples.whole()
    for plan in try [
      whole, whole.with(ImpactSamples.whole), samples.plan([], schema: .create),
    ] {
      let bytes = try collected { try PlanJSON(masking: samples.masking).write(plan, to: $0) }
      #expect(try SchemaCheck.problems(of: object(bytes), in: schema) == [])
    }
  }

  @Test func validate() throws {
    let bytes = try collected {
      try ValidateOutcome.document.write(
        ReportSamples.outcome(samples), samples.masking, to: $0)
    }
    try Golden.check(bytes, "validate.json")
    let schema = try schema("validate.schema.json")
    #expect(try SchemaCheck.problems(of: object(bytes), in: schema) == [])
  }

  /// The check itself finds what is wrong.
  @Test(arguments: [
    ("\"action\":\"create\"", "\"action\":\"make\""), ("\"name\":\"lab\",", ""),
    ("\"line\":4}", "\"line\":\"4\"}"), ("key/a-noted\",\"fields", "kex/a-noted\",\"fields"),
    ("\"to\":[\"windows", "\"to\":[4,\"windows"), ("plan/1", "plan/2"), ("sha256:", "sha1:"),
  ])
  func deviationsAreFound(_ original: String, _ changed: String) throws {
    let bytes = try collected {
      try PlanJSON(masking: samples.masking).write(samples.plan(samples.changes()), to: $0)
    }
    let altered = text(bytes).replacing(original, with: changed)
    #expect(altered != text(bytes))
    let problems = try SchemaCheck.problems(
      of: object(Array(altered.utf8)), in: schema("plan.schema.json"))
    #expect(!problems.isEmpty)
  }

  @Test(arguments: OutputSchemas.all.map(\.file))
  func everyMemberIsDescribed(_ file: String) throws {
    let schema = try schema(file)
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(SchemaCheck.undescribed(in: schema) == [])
  }
}
