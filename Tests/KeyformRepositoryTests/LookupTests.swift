import KeyformCore
import Testing

/// Facts of Microsoft's tables, as catalog/ has them, by the lookups that rules use.
@Suite struct LookupTests {
  let catalog: ReferenceCatalog

  init() throws { catalog = try CatalogFolder.catalog() }

  @Test(
    arguments: [
      ("windows-11/enterprise", "25H2", [Architecture.amd64, .arm64]),
      ("windows-10/pro", "1703", [.amd64, .x86]),
      ("windows-10/pro", "1709", [.amd64, .arm64, .x86]),
      ("windows-10/pro", nil, [.amd64, .arm64, .x86]),
      ("windows-10-enterprise-ltsb-2016/enterprise-ltsb", nil, [.amd64, .x86]),
      ("windows-7/enterprise", nil, [.amd64, .x86]),
      ("windows-server-2008/standard", nil, [.amd64, .x86]),
      ("windows-server-2008/for-itanium-based-systems", nil, [.ia64]),
      ("windows-server-2008-r2/for-itanium-based-systems", nil, [.ia64]),
      ("windows-server-2008-r2/standard", nil, [.amd64]),
      ("windows-server-2025/datacenter", nil, [.amd64]),
      ("windows-server-sac/standard@1803", nil, [.amd64]),
      ("office-2016/standard", nil, [.amd64, .x86]),
      ("no-such/product", nil, []),
    ] as [(String, String?, [Architecture])])
  func architectures(id: String, release: String?, expected: [Architecture]) {
    #expect(catalog.architectures(of: ProductID(id), release: release) == expected)
  }

  @Test func keysDifferByRelease() {
    let standard = ProductID("windows-server-sac/standard")
    #expect(catalog.publicKeys(kind: .gvlk, product: standard).count == 3)
    for release in ["1709", "1803", "2004"] {
      let keys = catalog.publicKeys(kind: .gvlk, product: standard, release: release)
      #expect(keys.count == 1)
      #expect(
        keys
          == catalog.publicKeys(
            kind: .gvlk, product: ProductID("windows-server-sac/standard@" + release)))
      #expect(keys.first?.covers(standard, release: release) == true)
      #expect(keys.first?.covers(standard, release: "9999") == false)
    }
    let guests = catalog.publicKeys(kind: .avma, product: standard, release: "1803")
    #expect(
      guests
        == catalog.publicKeys(
          kind: .avma, product: ProductID("windows-server-2016/standard")))
    #expect(catalog.publicKeys(kind: .avma, product: standard, release: "20H2") == [])
  }

  @Test func oneKeyServesTwoProducts() throws {
    let eleven = catalog.publicKeys(kind: .gvlk, product: ProductID("windows-11/enterprise"))
    let ten = catalog.publicKeys(kind: .gvlk, product: ProductID("windows-10/enterprise"))
    #expect(eleven.count == 1 && eleven == ten)
    let key = try #require(eleven.first)
    #expect(catalog.publicKey(key.value) == key)
    #expect(!key.covers(ProductID("windows-11/pro")))
  }

  @Test func theKeyWithoutEditionBelongsToTheProduct() {
    let product = ProductID("windows-server-2012")
    let keys = catalog.publicKeys(kind: .gvlk, product: product)
    #expect(keys.count == 1)
    #expect(keys.first?.rows.map(\.isSuspicious) == [true])
    #expect(catalog.publicKeys.flatMap(\.rows).count { $0.isSuspicious } == 4)
  }

  @Test func supportDates() throws {
    let pro = ProductID("windows-11/pro")
    let enterprise = ProductID("windows-11/enterprise")
    #expect(catalog.lifecycle(of: pro, release: "24H2")?.extendedEnd.description == "2026-10-13")
    #expect(
      catalog.lifecycle(of: enterprise, release: "24H2")?.extendedEnd.description == "2027-10-12")
    #expect(catalog.lifecycle(of: enterprise) == nil)
    #expect(catalog.lifecycle(of: enterprise, release: "95") == nil)
    #expect(catalog.lifecycles(of: enterprise).count == 7)
    #expect(catalog.releases(of: pro) == ["21H2", "22H2", "23H2", "24H2", "25H2", "26H1", "26H2"])
    let visio = try #require(catalog.lifecycle(of: ProductID("visio-ltsc-2024/standard")))
    #expect(visio.product == "office-ltsc-2024")
  }

  @Test func hostKeys() {
    #expect(
      catalog.groups(covering: "windows-11").map(\.group)
        == ["windows-server-2022", "windows-server-2025"])
    #expect(
      catalog.groups(covering: "windows-11-enterprise-ltsc-2024").map(\.group)
        == ["windows-server-2025"])
    #expect(catalog.groups(covering: "windows-7").first?.group == "windows-10")
    #expect(catalog.groups(covering: "windows-server-sac").first?.group == "windows-server-2016")
    #expect(catalog.hostCoverage(of: "windows-10")?.servers == [])
    #expect(catalog.groups(covering: "office-2016") == [])
    #expect(
      catalog.hostUpdates(host: "windows-server-2019", client: "windows-server-2025").map(\.update)
        == ["KB5034768"])
    #expect(catalog.officeHost(serving: "visio-ltsc-2021")?.group == "office-ltsc-2021")
    #expect(
      catalog.officeHost(of: "office-2019")?.activationID == "70512334-47B4-44DB-A233-BE5EA33B914C")
    #expect(catalog.thresholds?.clients == 25 && catalog.thresholds?.servers == 5)
    #expect(catalog.thresholds?.office == 5 && catalog.thresholds?.hostsPerKey == 6)
  }

  @Test(arguments: [
    ("windows-11/home", "windows-11/pro", true),
    ("windows-11/home-n", "windows-11/pro-n", true),
    ("windows-11/home", "windows-11/pro-n", false),
    ("windows-10/pro", "windows-10/enterprise", true),
    ("windows-10/pro", "windows-11/enterprise", false),
    ("windows-11/enterprise", "windows-11/pro", true),
    ("windows-11/pro", "windows-11/home", false),
    ("windows-11/enterprise", "windows-11-enterprise-ltsc-2024/enterprise-ltsc", false),
    (
      "windows-11-enterprise-ltsc-2024/enterprise-ltsc",
      "windows-11-iot-enterprise-ltsc-2024/iot-enterprise-ltsc", true
    ),
    (
      "windows-10-enterprise-ltsc-2021/enterprise-ltsc",
      "windows-11-iot-enterprise-ltsc-2024/iot-enterprise-ltsc", false
    ),
  ])
  func editionChanges(from: String, to: String, isSupported: Bool) {
    let change = catalog.editionChange(from: ProductID(from), to: ProductID(to))
    #expect((change != nil) == isSupported)
    #expect(change?.needsRestart != true || from.contains("home") || to.contains("education"))
  }

  @Test func extendedYears() throws {
    let updates = try #require(catalog.extendedUpdates(for: "windows-10"))
    func year(_ day: String) throws -> String? {
      catalog.extendedYear(of: updates, on: try #require(CalendarDate(day)))?.id.text
    }
    #expect(try year("2026-10-13") == "windows-10-esu/year-1")
    #expect(try year("2026-11-20") == "windows-10-esu/year-2")
    #expect(try year("2028-10-10") == "windows-10-esu/year-3")
    #expect(try year("2028-10-11") == nil)
    #expect(
      catalog.facts(of: ProductID("windows-10-esu/year-2"))?.activationID
        == "1043add5-23b1-4afb-9a0f-64343c8f3f8d")
    #expect(catalog.error("0xc004f074")?.meaning == "No KMS host was reached.")
  }
}
