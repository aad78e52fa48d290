import KeyformCore
import KeyformReport
import Testing

@Suite struct ImpactTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private func plan(_ impact: Impact) throws -> Plan {
    try samples.plan([samples.changes()[4]]).with(impact)
  }

  private func render(_ plan: Plan, _ colour: TextStyle.Colour = .plain) throws -> [UInt8] {
    let style = TextStyle(colour: colour, width: 100)
    let diagnostics = DiagnosticText(style: style, masking: samples.masking)
    return try collected {
      try PlanText(diagnostics: diagnostics)
        .write(plan, to: $0)
    }
  }

  private func saved(_ plan: Plan) throws -> [UInt8] {
    try collected { try PlanJSON(masking: samples.masking).write(plan, to: $0) }
  }

  @Test func everyLine() throws {
    try Golden.check(render(plan(ImpactSamples.whole)), "impact.txt")
  }

  @Test func colour() throws {
    try Golden.check(render(plan(ImpactSamples.whole), .ansi), "impact-colour.txt")
  }

  @Test func json() throws {
    try Golden.check(saved(plan(ImpactSamples.whole)), "impact.json")
  }

  @Test func nothingIsNoSection() throws {
    let shown = try text(render(plan(.none)))
    #expect(!shown.contains("licences"))
    #expect(try !text(saved(plan(.none))).contains("\"impact\""))
  }

  @Test func roundTrip() throws {
    let bytes = try saved(plan(ImpactSamples.whole))
    let read = try PlanReader.read(bytes).plan
    #expect(try saved(read) == bytes)
    #expect(read.impact.paths.map(\.change) == [.loses, .lacks, .changes, .gains])
    #expect(read.impact.keys.map(\.shortage) == [0, 0, 188, 0, 0, 0])
    #expect(try text(render(read)) == text(render(plan(ImpactSamples.whole))))
  }

  /// Thousands of keys: the ten worst, and how many there are besides; all of them in JSON.
  @Test func muchIsFolded() throws {
    var impact = Impact()
    impact.keys = (1_000..<6_000).map { number in
      let machines = number == 4_321 ? 900 : number == 5_000 ? 500 : 10
      return ImpactSamples.key(
        "mak-\(number)", nil, ImpactSamples.balance(machines), bindings: ["of-\(number)"])
    }
    let lines = try text(render(plan(impact))).split(separator: "\n")
    let keys = lines.filter { $0.hasPrefix("  key/") }
    #expect(keys.count == 10)
    #expect(
      keys.prefix(3).map { $0.prefix(14) } == [
        "  key/mak-4321", "  key/mak-5000", "  key/mak-1000",
      ])
    #expect(lines.contains("  and 4990 more keys; --format json lists them"))
    let bytes = try saved(plan(impact))
    #expect(try PlanReader.read(bytes).plan.impact == impact)
  }

  /// Well sealed, but not what this Keyform writes.
  @Test(arguments: [
    ("\"kind\":\"mak\"", "\"kind\":\"csvlk\""), ("\"left\":350", "\"left\":351"),
    ("\"change\":\"loses\"", "\"change\":\"gains\""), ("\"unserved\"", "\"served\""),
    ("\"kms\",\"active-directory\"", "\"active-directory\",\"kms\""),
    ("host/kms-1", "key/kms-1"), ("\"end\":\"2027-01-12\"", "\"end\":\"2027-02-30\""),
    ("\"consequence\":\"none\"", "\"consequence\":\"some\""),
    ("\"byHand\":true", "\"byHand\":yes"), ("binding/pilot.key", "key/pilot.key"),
    ("\"asOf\":\"2026-11-01\"", "\"asOf\":\"2026-1-01\""), ("\n\"editions\"", "\n\"edition\""),
  ])
  func forged(_ original: String, _ forgery: String) throws {
    let whole = try text(saved(plan(ImpactSamples.whole)))
    #expect(whole.contains(original))
    let forged = whole.replacing(original, with: forgery, maxReplacements: 1)
    let body = forged[..<(forged.firstRange(of: "\"digest\":")?.lowerBound ?? forged.endIndex)]
    var digest = ContentDigest()
    digest.update(String(body))
    let bytes = Array("\(body)\"digest\":\"sha256:\(digest.hex())\"}\n".utf8)
    #expect(throws: PlanReadError.self) { try PlanReader.read(bytes) }
  }

  @Test(arguments: [
    (0, 0, "[----------]"), (0, 500, "[----------]"), (1, 500, "[#---------]"),
    (412, 500, "[########--]"), (499, 500, "[#########-]"), (500, 500, "[##########]"),
    (700, 500, "[##########]"),
  ])
  func bar(_ left: Int, _ granted: Int, _ bar: String) throws {
    var impact = Impact()
    impact.keys = [
      ImpactSamples.key(
        "mak", nil, ImpactSamples.balance(1, remaining: left, quantity: .count(granted)))
    ]
    #expect(try text(render(plan(impact))).contains("\(bar) \(left) of \(granted) left"))
  }
}
