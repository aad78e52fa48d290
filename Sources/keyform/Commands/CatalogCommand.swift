internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Products, editions, support dates, public keys and slmgr lines.",
    subcommands: [List.self, ShowProduct.self], defaultSubcommand: List.self)

  /// The built-in catalogue, with the repository's own additions where there is one.
  static func load(_ options: CommonOptions, _ trust: TrustOption) throws -> ReferenceCatalog {
    let context = try options.context(trust)
    guard context.loader.isProject else { return .builtIn() }
    let repository = try context.load()
    let problems = repository.diagnostics.filter { found in
      let isHidden =
        ["FILE007", "FILE008"].contains(found.rule)
        && found.place?.file.hasPrefix("catalog") == true
      return isHidden || found.rule.hasPrefix("CAT")
    }
    if !problems.isEmpty {
      Output.note(
        "keyform: the repository's own catalogue has \(problems.count) problems; see keyform validate"
      )
    }
    return repository.catalog
  }

  /// What the catalogue publishes is shown in full.
  static func masking(_ catalog: ReferenceCatalog) -> Masking {
    Masking { catalog.publicKey($0) != nil }
  }

  private static func write(_ report: CatalogReport, _ catalog: ReferenceCatalog) throws {
    try CatalogReport.document.write(report, masking(catalog), to: Output.write)
  }

  struct List: KeyformCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every product and edition, with the end of support and the number of public keys.")

    @Argument(help: "Only ids that contain this text.") var filter: String?
    @OptionGroup var options: CommonOptions
    @OptionGroup var trust: TrustOption

    func execute() throws {
      let catalog = try CatalogCommand.load(options, trust)
      switch options.format {
      case .json: try CatalogCommand.write(CatalogReport(catalog, matching: isWanted), catalog)
      case .text: try showTable(catalog)
      }
    }

    private func isWanted(_ id: ProductID) -> Bool {
      filter.map { id.text.contains($0) } ?? true
    }

    private func showTable(_ catalog: ReferenceCatalog) throws {
      var table = TextTable(
        header: ["PRODUCT", "NAME", "RELEASES", "LAST SUPPORT DATE", "PUBLIC KEYS"],
        CatalogCommand.masking(catalog))
      for facts in catalog.editions where isWanted(facts.id) {
        let releases = catalog.releases(of: facts.id)
        let ends = releases.compactMap {
          catalog.lifecycle(of: facts.id, release: $0)?.extendedEnd
        }
        let keys =
          catalog.publicKeys(kind: .gvlk, product: facts.id).count
          + catalog.publicKeys(kind: .avma, product: facts.id).count
        table.append([
          facts.id.text, catalog.name(of: facts.id),
          releases.joined(separator: " "), ends.max()?.description ?? "-", String(keys),
        ])
      }
      guard !table.isEmpty else {
        throw Failure(
          .usage, "no product's id contains `\(filter ?? "")`",
          "keyform catalog list shows them all.")
      }
      try Output.write(table.bytes(style: Presentation(options, repository: nil).style))
      try Output.line("")
      try Output.line("Catalogue \(catalog.digest)")
    }
  }

  struct ShowProduct: KeyformCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "All that is known of one product or edition.")

    @Argument(help: "A product id or one of its names, such as windows-11/enterprise.")
    var product: String
    @OptionGroup var options: CommonOptions
    @OptionGroup var trust: TrustOption

    func execute() throws {
      let catalog = try CatalogCommand.load(options, trust)
      let id = try resolve(catalog)
      if options.format == .json {
        try CatalogCommand.write(CatalogReport(catalog) { isWanted($0, id) }, catalog)
        return
      }
      for facts in catalog.editions where isWanted(facts.id, id) { try show(facts, catalog) }
    }

    /// The edition itself, or every edition where a product was named.
    private func isWanted(_ candidate: ProductID, _ id: ProductID) -> Bool {
      candidate == id || id.slot < 0 && candidate.product == id.product
    }

    private func resolve(_ catalog: ReferenceCatalog) throws -> ProductID {
      let (id, isWithoutEdition) = try catalog.product(named: product)
      return isWithoutEdition ? id : catalog.facts(of: id)?.id ?? id
    }

    private func show(_ facts: EditionFacts, _ catalog: ReferenceCatalog) throws {
      let masking = CatalogCommand.masking(catalog)
      func say(_ text: String) throws { try Output.line(text, masking) }
      try say("\(facts.id)   \(catalog.name(of: facts.id))")
      if let edition = facts.editionID { try say("  EditionID: \(edition)") }
      if !facts.aliases.isEmpty {
        try say("  also: \(facts.aliases.joined(separator: ", "))")
      }
      if let id = facts.activationID { try say("  activation id: \(id)") }
      if let ends = facts.ends { try say("  until: \(ends)") }
      let architectures = catalog.architectures(of: facts.id).map(\.rawValue)
      try say("  architectures: \(architectures.joined(separator: ", "))")
      for release in catalog.releases(of: facts.id) {
        guard let dates = catalog.lifecycle(of: facts.id, release: release) else { continue }
        let esu = dates.esuEnd.map { ", with ESU until \($0)" } ?? ""
        try say("  \(release): supported until \(dates.extendedEnd)\(esu)")
      }
      for kind in [KeyKind.gvlk, .avma] {
        for key in catalog.publicKeys(kind: kind, product: facts.id) {
          try say("  \(kind.rawValue): slmgr /ipk \(key.value.reveal())")
        }
      }
      try say("")
    }
  }
}
