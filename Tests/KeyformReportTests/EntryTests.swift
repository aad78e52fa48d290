import Foundation
import KeyformCore
import KeyformReport
import Testing

@Suite struct EntryTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private func render(_ entry: EntryExplanation, width: Int = 100) throws -> [UInt8] {
    let style = TextStyle(width: width)
    return try collected {
      var buffer = TextBuffer(style, samples.masking)
      let diagnostics = DiagnosticText(style: style, masking: samples.masking)
      try EntryText.add(entry, to: &buffer, diagnostics, $0)
      try $0(buffer.take())
    }
  }

  private func written(_ entry: EntryExplanation) throws -> [UInt8] {
    try collected { try EntryExplanation.document.write(entry, samples.masking, to: $0) }
  }

  /// All that an entry may have, with a secret in every text.
  private func whole() throws -> EntryExplanation {
    var key = samples.mak("a-noted", samples.first)
    key.annotations.title = "Laptops, was \(FakeSecrets.second)"
    key.annotations.note = FakeSecrets.third.lowercased()
    let end = try #require(CalendarDate("2027-01-12"))
    return EntryExplanation(
      entity: samples.key(key), place: FileLocation(file: "keys/win11.yaml", line: 4, column: 3),
      links: [
        EntryLink(
          address: "deployment/berlin-laptops", binding: "laptops",
          use: [.installation, .activation], machines: 300,
          activated: Observation(count: 238, asOf: CalendarDate("2026-11-02")),
          about: "windows-11/enterprise 25H2"),
        EntryLink(address: "host/kms", about: FakeSecrets.first),
      ],
      balance: ImpactSamples.balance(500),
      hostUse: HostKeyUse(hosts: 7, allowed: 6, covers: ["windows-11"]),
      services: [
        EntryService(
          service: Address(.host, "kms"), place: "kms01.contoso.example:1688", covers: nil,
          asked: ServiceCounts(clients: 20, servers: 3),
          needed: ServiceCounts(clients: 25, servers: 5, office: 5)),
        EntryService(
          service: Address(.directory, "forest"), place: "contoso.example",
          covers: ["windows-10", "windows-11"], asked: .zero, needed: nil),
      ], unserved: ["windows-8/pro"],
      support: [
        EntrySupport(
          product: "windows-11/enterprise", release: "26H2", isNewest: true, end: end,
          esuEnd: nil, days: 53),
        EntrySupport(
          product: FakeSecrets.second, release: nil, isNewest: false, end: end, esuEnd: end,
          days: -1),
      ], diagnostics: samples.diagnostics(),
      lastChange: .known(
        "lab (sqlite:lab.sqlite)",
        LastWriter(
          changeSet: 12, appliedAt: "2026-11-20T08:15:00Z", operatorName: FakeSecrets.first,
          databaseRole: nil)),
      conversion: [
        ConversionStep("Put \(FakeSecrets.third) away.", "slmgr /ipk \(FakeSecrets.third)")
      ])
  }

  @Test func everyPart() throws { try Golden.check(render(whole()), "entry.txt") }

  @Test func json() throws {
    let bytes = try written(whole())
    try Golden.check(bytes, "entry.json")
    let file = try #require(OutputSchemas.all.first { $0.file == "entry.schema.json" })
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(file.json.utf8)) as? [String: Any])
    let object = try JSONSerialization.jsonObject(with: Data(bytes))
    #expect(SchemaCheck.problems(of: object, in: schema) == [])
  }

  @Test func secretsStayInside() throws {
    for bytes in try [
      render(whole()), render(whole(), width: 60),
      written(whole()),
    ] {
      let shown = text(bytes).uppercased().filter { $0.isASCII && $0.isLetter || $0.isNumber }
      for secret in FakeSecrets.all {
        #expect(!shown.contains(secret.filter { $0 != "-" }.dropLast(5)))
      }
      #expect(shown.contains("6789B"))
    }
  }

  /// A public value stands in the line that installs it; an unknown one nowhere.
  @Test func installation() throws {
    for (value, isKnown) in [(samples.published, true), (samples.second, false)] {
      let entry = EntryExplanation(
        entity: samples.key(samples.gvlk("kms", value)), place: nil)
      #expect(try text(render(entry)).contains("slmgr /ipk") == isKnown)
      let json = try text(written(entry))
      #expect(json.contains("\"install\": null") != isKnown)
    }
  }

  @Test(arguments: [
    (LastChange.notAsked("no target"), "  not asked: no target\n"),
    (.unreachable("lab", reason: "no route"), "  lab cannot be read: no route\n"),
    (.none("lab"), "  lab knows nothing of it\n"),
  ])
  func lastChange(_ change: LastChange, _ line: String) throws {
    let entry = EntryExplanation(
      entity: samples.key(samples.mak("mak", samples.first)), place: nil, lastChange: change)
    #expect(try text(render(entry)).contains(line))
  }

  /// Many bindings: the first twenty, and how many there are besides.
  @Test func manyLinksAreFolded() throws {
    let links = (10..<60).map {
      EntryLink(address: "deployment/d-\($0)", binding: "b-\($0)", use: .activation)
    }
    let entry = EntryExplanation(
      entity: samples.key(samples.mak("mak", samples.first)), place: nil, links: links)
    let lines = try text(render(entry)).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("  deployment/d-") } == 20)
    #expect(lines.contains("  and 30 more; --format json lists them"))
    let json = try text(written(entry))
    #expect(json.contains("deployment/d-59"))
  }
}
