import KeyformCore
import KeyformRepository
import Testing

/// Waivers and limits as the files say them.
@Suite struct WaiverReadingTests {
  @Test func theSoundOnesAreRead() throws {
    let loaded = RepositoryFixture(name: "waivers").load()
    let waivers = loaded.assemble(secrets: .open(Reading.environment)).state.waivers
    #expect(waivers.map(\.name) == waivers.map(\.name).sorted())
    #expect(waivers.map(\.name).filter { $0.contains("fine") } == ["also-fine", "fine"])
    let fine = try #require(waivers.first { $0.name == "fine" })
    #expect(fine.limit.text == "key.delete")
    #expect(fine.addresses.map(\.pattern) == ["key/old-*", "key/[a-c]?", "key/one"])
    #expect(fine.until == CalendarDate("2026-12-31"))
    #expect(fine.reason == "site closes")
    #expect(loaded.place(of: fine.origin) == FileLocation(file: "all.yaml", line: 2, column: 3))
    // What is not sound waives nothing.
    #expect(!waivers.contains { ["unknown", "no-until", "other-kind", "told"].contains($0.name) })
  }

  /// They belong to a target's set like entries.
  @Test func theyBelongToASet() throws {
    let repository = try TemporaryRepository([
      "one/a.yaml": """
      waivers: {a: {limit: key.delete, addresses: [key/a], until: 2026-12-31, reason: closed}}
      """,
      "two/a.yaml": """
      waivers: {a: {limit: key.rotate, addresses: [key/a], until: 2026-12-31, reason: leaked}}
      """,
    ])
    let loaded = repository.load()
    for (folder, limit) in [("one", "key.delete"), ("two", "key.rotate")] {
      let assembled = loaded.assemble(for: [folder], secrets: .closed)
      #expect(assembled.diagnostics == [])
      #expect(assembled.state.waivers.map(\.limit.text) == [limit])
    }
    #expect(loaded.assemble(secrets: .closed).diagnostics.map(\.rule) == ["REF001"])
  }

  @Test func limitsOverTheStandard() throws {
    let limits = RepositoryFixture(name: "waivers").load().project.limits
    func budget(_ subject: String) throws -> SafetyLimits.Budget? {
      limits.budget(of: try #require(LimitSubject(subject)))
    }
    #expect(try budget("key.rotate") == .init(share: 10, above: 2))
    #expect(try budget("binding.unbind") == .init(share: 0, above: 9))
    #expect(try budget("key.delete") == .init(share: 25, above: 5))
    #expect(try budget("key.update") == nil)
  }
}
