import KeyformCore
import Testing

/// Ids, aliases and captions lead to the edition that is meant, and to no other.
@Suite struct NameResolutionTests {
  let catalog: ReferenceCatalog

  init() throws { catalog = try CatalogFolder.catalog() }

  @Test func canonicalIdsAreNoAliases() {
    for facts in catalog.editions {
      #expect(catalog.resolve(facts.id.text) == .known(facts.id, wasAlias: false))
      #expect(catalog.facts(of: ProductID(facts.id.text))?.id == facts.id)
    }
    for product in catalog.products {
      #expect(
        catalog.resolve(product.slug) == .needsEdition(ProductID(product.slug), wasAlias: false))
    }
  }

  @Test func everyAliasLeadsToItsEdition() {
    for product in catalog.products {
      for facts in product.editions {
        let names = [facts.name, facts.editionID ?? facts.name] + facts.aliases
        for name in names {
          for first in [product.slug, product.name] + product.aliases {
            guard case .known(let id, _) = catalog.resolve(first + "/" + name) else {
              Issue.record("\(first)/\(name) is not resolved")
              continue
            }
            #expect(id == facts.id, "\(first)/\(name)")
          }
        }
      }
    }
  }

  @Test func everyCaptionLeadsToItsEdition() {
    for facts in catalog.editions {
      for caption in facts.captions {
        for written in [caption, "Microsoft " + caption, caption.uppercased()] {
          switch catalog.resolve(written) {
          case .known(let id, let wasAlias): #expect(id == facts.id && wasAlias, "\(written)")
          case .ambiguous(let ids): #expect(ids.contains(facts.id) && ids.count > 1, "\(written)")
          default: Issue.record("\(written) is not resolved")
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("windows-server-2025/rechenzentrum", "windows-server-2025/datacenter"),
    ("Windows Server 2025 Rechenzentrum", "windows-server-2025/datacenter"),
    ("windows-server-2025/ServerTurbine", "windows-server-2025/datacenter-azure-edition"),
    (
      "Windows Server 2022 Datacenter: Azure Edition",
      "windows-server-2022/datacenter-azure-edition"
    ),
    ("win11/pro", "windows-11/pro"),
    ("win11/Professional", "windows-11/pro"),
    ("Microsoft Windows 11 Pro", "windows-11/pro"),
    ("Windows 10 Unternehmen", "windows-10/enterprise"),
    (
      "windows-10-enterprise-ltsc-2021/EnterpriseS",
      "windows-10-enterprise-ltsc-2021/enterprise-ltsc"
    ),
    ("Windows 8.1 Enterprise", "windows-8-1/enterprise"),
    ("Windows Server 2012 R2 Standard", "windows-server-2012-r2/standard"),
    ("Windows Server 2012 Standard", "windows-server-2012/standard"),
    ("ProPlus2024Volume", "office-ltsc-2024/professional-plus"),
    ("Microsoft Office Professional Plus 2019", "office-2019/professional-plus"),
    ("access-2024/app", "access-ltsc-2024/app"),
  ])
  func aliasesOfEveryKind(written: String, id: String) {
    #expect(catalog.resolve(written) == .known(ProductID(id), wasAlias: true))
  }

  /// Rule ED002: the longest name wins, a shorter one never swallows it.
  @Test(arguments: [
    ("Microsoft Windows 10 Enterprise", "windows-10/enterprise"),
    ("Microsoft Windows 10 Enterprise G", "windows-10/enterprise-g"),
    ("Microsoft Windows 10 Enterprise N", "windows-10/enterprise-n"),
    (
      "Microsoft Windows 10 Enterprise 2016 LTSB", "windows-10-enterprise-ltsb-2016/enterprise-ltsb"
    ),
    ("Windows 10 Enterprise LTSB 2016", "windows-10-enterprise-ltsb-2016/enterprise-ltsb"),
    (
      "Microsoft Windows 10 Enterprise 2015 LTSB", "windows-10-enterprise-ltsb-2015/enterprise-ltsb"
    ),
    ("Windows 10 Enterprise LTSC 2019", "windows-10-enterprise-ltsc-2019/enterprise-ltsc"),
    ("Microsoft Windows 11 Enterprise LTSC", "windows-11-enterprise-ltsc-2024/enterprise-ltsc"),
    ("Windows 11 Enterprise multi-session", "windows-11/enterprise-multi-session"),
    ("Windows 11 IoT Enterprise", "windows-11/iot-enterprise"),
    ("Windows 11 IoT Enterprise LTSC", "windows-11-iot-enterprise-ltsc-2024/iot-enterprise-ltsc"),
  ])
  func longestCaptionWins(caption: String, id: String) {
    #expect(catalog.resolve(caption) == .known(ProductID(id), wasAlias: true))
  }

  @Test func sharedCaptionsAreAmbiguousUntilTheReleaseIsNamed() {
    let caption = "Microsoft Windows 10 Enterprise LTSC"
    let ids = ["windows-10-enterprise-ltsc-2019", "windows-10-enterprise-ltsc-2021"].map {
      ProductID($0 + "/enterprise-ltsc")
    }
    #expect(catalog.resolve(caption) == .ambiguous(ids))
    #expect(
      catalog.resolve(caption + "@1809") == .known(ProductID(ids[0].text + "@1809"), wasAlias: true)
    )
  }

  @Test func releasesFollowAnAt() throws {
    let id = "windows-server-sac/standard@1803"
    #expect(catalog.resolve(id) == .known(ProductID(id), wasAlias: false))
    #expect(catalog.resolve("Server SAC/Standard@20h2").id == "windows-server-sac/standard@20H2")
    #expect(
      catalog.resolve("windows-server-sac/standard@1804")
        == .unknownRelease(
          product: ProductID("windows-server-sac/standard"),
          suggestion: "windows-server-sac/standard@1803"))
  }

  @Test(arguments: [
    ("windows-11/entreprise", "windows-11/enterprise"),
    ("windows-11/profesional", "windows-11/pro"),
    ("windows-server-2025/datacentre", "windows-server-2025/datacenter"),
    ("windows-12x/pro", nil),
    ("Windows 10 Enterprise XYZ", nil),
  ])
  func unknownNamesAreNeverGuessed(written: String, suggestion: String?) {
    switch catalog.resolve(written) {
    case .unknownEdition(_, let near): if suggestion != nil { #expect(near == suggestion) }
    case .unknownProduct(let near): if suggestion != nil { #expect(near == suggestion) }
    case let other: Issue.record("\(written) became \(other)")
    }
  }

  @Test func unknownProductsGetASuggestion() {
    #expect(
      catalog.resolve("widnows-11/enterprise")
        == .unknownProduct(suggestion: "windows-11/enterprise"))
    #expect(catalog.resolve("windos-11") == .unknownProduct(suggestion: "windows-11"))
    #expect(catalog.resolve("toaster") == .unknownProduct(suggestion: nil))
    #expect(catalog.resolve("") == .unknownProduct(suggestion: nil))
    #expect(catalog.resolve("/@") == .unknownProduct(suggestion: nil))
  }
}

extension ProductResolution {
  fileprivate var id: String? {
    if case .known(let id, _) = self { return id.text }
    return nil
  }
}
