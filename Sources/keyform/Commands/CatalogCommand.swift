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
  static func load(
    _ options: CommonOptions<CatalogRows>, _ trust: TrustOption
  ) throws -> ReferenceCatalog {
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

  struct List: KeyformCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every product and edition, with the end of support and the number of public keys.")

    @Argument(help: "Only ids that contain this text.") var filter: String?
    @OptionGroup var options: CommonOptions<CatalogRows>
    @OptionGroup var trust: TrustOption

    func execute() throws {
      let catalog = try CatalogCommand.load(options, trust)
      let filter = filter ?? ""
      let rows = CatalogRows(catalog: catalog, isTable: true) {
        filter.isEmpty || $0.text.contains(filter)
      }
      guard options.format != .text || !rows.editions.isEmpty else {
        throw Failure(
          .usage, "no product's id contains `\(filter)`", "keyform catalog list shows them all.")
      }
      try options.presentation().show(rows)
    }
  }

  struct ShowProduct: KeyformCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "All that is known of one product or edition.")

    @Argument(
      help: "A product id or one of its names, such as windows-11/enterprise.",
      completion: Completions.products)
    var product: String
    @OptionGroup var options: CommonOptions<CatalogRows>
    @OptionGroup var trust: TrustOption

    func execute() throws {
      let catalog = try CatalogCommand.load(options, trust)
      let id = try resolve(catalog)
      // The edition itself, or every edition where a product was named.
      try options.presentation().show(
        CatalogRows(catalog: catalog, isTable: false) {
          $0 == id || id.slot < 0 && $0.product == id.product
        })
    }

    private func resolve(_ catalog: ReferenceCatalog) throws -> ProductID {
      let (id, isWithoutEdition) = try catalog.product(named: product)
      return isWithoutEdition ? id : catalog.facts(of: id)?.id ?? id
    }
  }
}

/// Part of the catalogue: a line an edition, or all that is known of each.
struct CatalogRows: Document {
  let catalog: ReferenceCatalog
  let isTable: Bool
  let isWanted: (ProductID) -> Bool

  var editions: [EditionFacts] { catalog.editions.filter { isWanted($0.id) } }

  func writeJSON(_ shown: Presentation) throws {
    try CatalogReport.document.write(
      CatalogReport(catalog, matching: isWanted), catalog.masking, to: Output.write)
  }

  func writeText(_ shown: Presentation) throws {
    guard isTable else {
      for facts in editions { try write(facts) }
      return
    }
    // What the catalogue publishes is shown in full.
    var table = TextTable(
      header: ["PRODUCT", "NAME", "RELEASES", "LAST SUPPORT DATE", "PUBLIC KEYS"], catalog.masking)
    for facts in editions {
      let releases = catalog.releases(of: facts.id)
      let ends = releases.compactMap { catalog.lifecycle(of: facts.id, release: $0)?.extendedEnd }
      let keys =
        catalog.publicKeys(kind: .gvlk, product: facts.id).count
        + catalog.publicKeys(kind: .avma, product: facts.id).count
      table.append([
        facts.id.text, catalog.name(of: facts.id),
        releases.joined(separator: " "), ends.max()?.description ?? "-", String(keys),
      ])
    }
    try Output.write(table.bytes(style: shown.style))
    try Output.line("")
    try Output.line("Catalogue \(catalog.digest)")
  }

  private func write(_ facts: EditionFacts) throws {
    let masking = catalog.masking
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
