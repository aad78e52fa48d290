import KeyformCore
import KeyformRepository
import Testing

/// What is gathered of an entry.
@Suite struct ExplanationTests {
  private static let files = """
    keys:
      csvlk: {kind: csvlk, products: [windows-server-2025], hosts: 8, secret: {env: SECRET_2}}
      kms: {kind: gvlk, products: [windows-11/enterprise]}
      mak: {kind: mak, products: [windows-11/enterprise], state: standby, quantity: 50, secret: {env: SECRET_1}}
    deployments:
      desks: {os: windows-11/enterprise, release: 25H2, machines: 40, keys: {kms: [installation, activation]}}
      laptops: {os: windows-11/enterprise, release: 24H2, machines: 30, from: {licence: mak}, servedBy: [kms], keys: {kms: [activation]}}
    bindings:
      spare: {deployment: laptops, key: mak, use: [activation], machines: 3, activated: {count: 1, asOf: 2026-11-01}}
    hosts:
      kms: {fqdn: kms.contoso.example, os: windows-server-2025/standard, port: 1700, hostKey: csvlk}
    directories:
      forest: {forest: contoso.example, hostKey: csvlk}
    """

  private func explanation(_ address: String, _ files: String = files) throws -> EntryExplanation? {
    let repository = try FixtureRepository(
      PlanFixture.Stage(name: "all", files: ["all.yaml": files]))
    return EntryExplanation(
      of: try #require(Address(address)), in: repository.assembled.state.inventory,
      catalog: repository.repository.catalog, today: try #require(CalendarDate("2026-11-21")),
      place: nil,
      diagnostics: [
        Diagnostic(
          rule: "A", severity: .info, address: Address(.key, "mak"), summary: "of mak", detail: "",
          place: nil),
        Diagnostic(rule: "B", severity: .info, summary: "of nothing", detail: "", place: nil),
      ], lastChange: .none("lab"))
  }

  @Test func countedKey() throws {
    let mak = try #require(try explanation("key/mak"))
    #expect(mak.links.map(\.address) == ["deployment/laptops"])
    #expect(mak.links.first?.binding == "spare" && mak.links.first?.machines == 3)
    #expect(mak.links.first?.about == "windows-11/enterprise 24H2")
    #expect(mak.balance?.needed == 2 && mak.balance?.left == 47)
    #expect(mak.services.isEmpty && mak.hostUse == nil)
    #expect(mak.diagnostics.map(\.rule) == ["A"])
    #expect(mak.support.map(\.isNewest) == [true])
  }

  @Test func clientKey() throws {
    let kms = try #require(try explanation("key/kms"))
    #expect(kms.links.map(\.address) == ["deployment/desks", "deployment/laptops"])
    #expect(kms.services.map(\.service.description) == ["host/kms", "directory/forest"])
    #expect(kms.services.first?.asked.clients == 70)
    #expect(kms.services.last?.asked.clients == 40)
    #expect(kms.balance == nil)
  }

  @Test func hostKey() throws {
    let csvlk = try #require(try explanation("key/csvlk"))
    #expect(csvlk.links.map(\.address) == ["host/kms", "directory/forest"])
    #expect(csvlk.hostUse?.hosts == 1 && csvlk.hostUse?.allowed == 8)
    #expect(csvlk.hostUse?.covers.contains("windows-11") == true)
  }

  @Test func deployment() throws {
    let laptops = try #require(try explanation("deployment/laptops"))
    #expect(laptops.links.map(\.about).sorted() == ["gvlk", "mak, standby"])
    #expect(laptops.services.map(\.place) == ["kms.contoso.example:1700"])
    #expect(laptops.support.first?.release == "24H2")
    #expect(laptops.support.first?.end == CalendarDate("2027-10-12"))
    #expect(laptops.support.first?.days == 325)
    #expect(laptops.conversion.contains { $0.command == "slmgr /ato" })
    #expect(try explanation("deployment/desks")?.conversion == [])
  }

  @Test func bindingHostAndDirectory() throws {
    let binding = try #require(try explanation("binding/spare"))
    #expect(binding.links.map(\.address) == ["key/mak", "deployment/laptops"])
    #expect(binding.services.isEmpty)
    #expect(try explanation("binding/desks.kms")?.services.count == 2)
    let host = try #require(try explanation("host/kms"))
    #expect(host.links.map(\.address) == ["key/csvlk"])
    #expect(host.services.map(\.needed?.clients) == [25])
    #expect(try explanation("directory/forest")?.services.map(\.needed) == [nil])
  }

  /// Nothing is said of hosts where a repository describes none; where it does, what they leave out.
  @Test func unserved() throws {
    #expect(try explanation("deployment/laptops")?.unserved == [])
    let older = Self.files.replacing("[windows-server-2025]", with: "[windows-server-2016]")
    #expect(try explanation("deployment/desks", older)?.unserved == ["windows-11/enterprise"])
    let start = try #require(Self.files.firstRange(of: "hosts:\n"))
    let without = String(Self.files[..<start.lowerBound])
    #expect(
      try explanation("deployment/desks", without.replacing(", servedBy: [kms]", with: ""))?
        .unserved == [])
  }

  /// Machines from volume media have a GVLK without a binding.
  @Test func volumeMedia() throws {
    let media = Self.files.replacing(
      "deployments:\n",
      with: """
        deployments:
          labs: {os: windows-11/enterprise, release: 25H2, media: volume, machines: 5}

        """)
    let labs = try #require(try explanation("deployment/labs", media))
    #expect(labs.services.map(\.service.description) == ["host/kms", "directory/forest"])
    #expect(labs.services.map(\.asked.clients) == [75, 45])
    let older = media.replacing("[windows-server-2025]", with: "[windows-server-2016]")
    let unserved = try #require(try explanation("deployment/labs", older))
    #expect(unserved.services.isEmpty && unserved.unserved.isEmpty)
  }

  /// What is no host key, or of a group that no table names, may cover anything.
  @Test func hostKeysOfWhichNothingIsKnown() throws {
    #expect(try explanation("host/kms")?.services.first?.covers?.isEmpty == false)
    for group in ["{kind: csvlk, products: [windows-server-2012-r2]", "{kind: mak, products: []"] {
      let files = Self.files.replacing("{kind: csvlk, products: [windows-server-2025]", with: group)
      let host = try #require(try explanation("host/kms", files)?.services.first)
      #expect(host.covers == nil && host.asked.clients == 70)
    }
  }

  @Test func unknownAddress() throws {
    #expect(try explanation("key/kmz") == nil)
    let repository = try FixtureRepository(
      PlanFixture.Stage(name: "all", files: ["all.yaml": Self.files]))
    let inventory = repository.assembled.state.inventory
    #expect(EntryExplanation.near(Address(.key, "kmz"), in: inventory) == Address(.key, "kms"))
    #expect(EntryExplanation.near(Address(.host, "zebra"), in: inventory) == nil)
  }
}
