import KeyformCatalog
import KeyformCore
import Testing

/// A repository may extend and override the catalogue; its mistakes are diagnostics with a place.
@Suite struct OwnCatalogTests {
  @Test func entriesExtendAndOverride() throws {
    let result = merge(
      """
      products:
        windows-11:
          aliases: [Elf]
          source: house
          date: 2026-11-20
          editions:
            kiosk: {name: Kiosk, group: home, volume: false}
            lost: {name: Lost, volume: false}
      sources:
        house: {title: Our own list, cite: intranet, date: 2026-11-20}
      lifecycles:
        windows-11@26H2.home: {product: windows-11, release: 26H2, group: Home, editions: home,
          channel: GAC, policy: modern, build: 26300, released: 2026-09-29,
          mainstreamEnd: 2028-10-10, extendedEnd: 2028-11-14, source: house, date: 2026-11-20}
      """)
    // The edition without a group: one finding for each of seven releases.
    #expect(result.problems.map(\.rule) == Array(repeating: "CAT009", count: 7))
    #expect(result.problems.allSatisfy { $0.summary.hasPrefix("`windows-11/lost` stands in 0") })
    let catalog = result.catalog
    #expect(catalog.resolve("elf/pro") == .known(ProductID("windows-11/pro"), wasAlias: true))
    #expect(catalog.resolve("win11/pro") != .known(ProductID("windows-11/pro"), wasAlias: true))
    #expect(catalog.facts(of: ProductID("windows-11/kiosk"))?.hasVolumeKeys == false)
    #expect(catalog.lifecycles(of: ProductID("windows-11/kiosk")).count == 7)
    #expect(catalog.product("windows-11")?.name == "Windows 11")
    let pro = catalog.lifecycle(of: ProductID("windows-11/pro"), release: "26H2")
    #expect(pro?.extendedEnd.description == "2028-11-14")
    let builtIn = ReferenceCatalog.builtIn()
    #expect(catalog.lifecycles.count == builtIn.lifecycles.count)
    #expect(catalog.digest != builtIn.digest)
    #expect(catalog.publicKeys == builtIn.publicKeys)
  }

  @Test func nothingChangesWithoutOwnFiles() {
    let result = ReferenceCatalog.merging([])
    #expect(result.problems == [])
    #expect(result.catalog.digest == ReferenceCatalog.builtIn().digest)
  }

  @Test(arguments: [
    ("product:\n  x: {}\n", "CAT001", 1, 1),
    ("sources:\n  x: {titel: a}\n", "CAT002", 2, 7),
    ("sources: [a]\n", "CAT003", 1, 10),
    ("sources:\n  x: {title: [a], cite: b, date: 2026-01-01}\n", "CAT003", 2, 14),
    ("sources:\n  x: {title: a, cite: b, date: 2026-02-30}\n", "CAT004", 2, 32),
    ("sources:\n  x: {title: a, date: 2026-01-01}\n", "CAT005", 2, 3),
    (
      "esu:\n  x: {product: windows-9, releases: [], addon: windows-10-esu, years: [], "
        + "source: kms-planning, date: 2026-01-01}\n", "CAT006", 2, 3
    ),
    (
      "esu:\n  x: {product: windows-10, releases: [22H9], addon: windows-10-esu, years: [], "
        + "source: kms-planning, date: 2026-01-01}\n", "CAT006", 2, 3
    ),
    ("errorCodes:\n  x: {meaning: a, source: nowhere, date: 2026-01-01}\n", "CAT006", 2, 3),
    (
      "errorCodes:\n  x: {meaning: a, source: kms-planning, date: 2026-01-01}\n"
        + "  x: {meaning: b, source: kms-planning, date: 2026-01-01}\n", "CAT007", 3, 3
    ),
    (
      "products:\n  windows-10: {aliases: [Win11], source: kms-planning, date: 2026-01-01}\n",
      "CAT008", 2, 3
    ),
    ("publicKeys:\n  XXXXX: {kind: gvlk, rows: []}\n", "CAT004", 2, 3),
    (
      "publicKeys:\n  W269N-WFGWX-YVC9B-4J6C9-T83GX: {kind: mak, rows: [{product: windows-11/pro, "
        + "versions: a, source: kms-planning, date: 2026-01-01}]}\n", "CAT004", 2, 3
    ),
    ("sources:\n\tx: 1\n", "YAML002", 2, 1),
  ])
  func mistakesHaveIdAndPlace(yaml: String, rule: String, line: Int, column: Int) throws {
    let problems = merge(yaml).problems
    let problem = try #require(problems.first)
    #expect(problems.count == 1, "\(problems)")
    #expect(problem.rule == rule, "\(problem)")
    #expect(problem.place == FileLocation(file: "catalog/own.yaml", line: line, column: column))
    #expect(problem.isStructural && problem.severity == .error && !problem.detail.isEmpty)
  }

  @Test func aKeyThatStandsTwiceIsNotShown() {
    let row =
      "{kind: gvlk, rows: [{product: windows-11/pro, versions: a, "
      + "source: kms-planning, date: 2026-01-01}]}"
    let key = "W269N-WFGWX-YVC9B-4J6C9-T83GX"
    let problems = merge("publicKeys:\n  \(key): \(row)\n  \(key): \(row)\n").problems
    #expect(problems.map(\.rule) == ["CAT007"])
    #expect(problems.map(\.summary) == ["`…-T83GX` stands twice"])
  }

  @Test func unreadableFilesLeaveTheBuiltInCatalogue() {
    for yaml in [
      "", "# nothing\n", "- a\n- b\n", "text\n", "sources:\n", "products: {windows-11: }",
    ] {
      #expect(merge(yaml).catalog.editions == ReferenceCatalog.builtIn().editions, "\(yaml)")
    }
  }

  @Test func everyProblemIsExplained() {
    let metadata = CatalogProblem.allCases.map(\.metadata)
    #expect(metadata.map(\.id) == (1...9).map { "CAT00\($0)" })
    #expect(Set(metadata.map(\.name)).count == 9)
    #expect(metadata.allSatisfy { $0.weight == .structural && !$0.fix.isEmpty })
  }

  private func merge(_ yaml: String) -> CatalogDecoder.Result {
    ReferenceCatalog.merging([CatalogFile(path: "catalog/own.yaml", bytes: Array(yaml.utf8))])
  }
}
