package import KeyformCore

/// Reads catalogue files into a ``ReferenceCatalog``; never fails as a whole.
package struct CatalogDecoder {
  private enum Section: String, CaseIterable {
    case catalog, sources, products, publicKeys, lifecycles, hostCoverage, hostUpdates, officeHosts
    case thresholds, editionChanges, esu, errorCodes
  }

  private static let sections = FieldTable(Section.self)

  private var draft: CatalogDraft
  private var problems: [Diagnostic] = []

  /// The catalogue and what was wrong with its files.
  package struct Result: Sendable {
    package let catalog: ReferenceCatalog
    package let problems: [Diagnostic]
  }

  /// Whether references, aliases and support-date groups are checked, too. The built-in files are
  /// checked by a test and need not be on every start.
  package enum Depth: Sendable { case form, references }

  /// Reads `builtIn` and then `own`, whose entries replace those with the same id.
  ///
  /// `digest` is that of all files' bytes, in hex.
  package static func decode(
    builtIn: [CatalogFile], own: [CatalogFile] = [], digest: String, depth: Depth
  ) -> Result {
    var decoder = CatalogDecoder(builtIn: builtIn.count, paths: (builtIn + own).map(\.path))
    for (index, file) in (builtIn + own).enumerated() { decoder.read(file, index: index) }
    let catalog = ReferenceCatalog(decoder.draft.contents(digest: digest))
    switch depth {
    case .form: break
    case .references:
      let checks = CatalogChecks(draft: decoder.draft, catalog: catalog)
      decoder.problems += checks.problems().sorted(by: Diagnostic.inOrder)
    }
    return Result(catalog: catalog, problems: decoder.problems)
  }

  private init(builtIn: Int, paths: [String]) {
    draft = CatalogDraft(builtIn: builtIn, paths: paths)
  }

  private mutating func read(_ file: CatalogFile, index: Int) {
    let reader = CatalogReader(file, index: index)
    reader.sections(Self.sections) { section in
      switch section {
      case .catalog: HeadSection.read(reader, into: &draft)
      case .sources: SourcesSection.read(reader, into: &draft)
      case .products: ProductsSection.read(reader, into: &draft)
      case .publicKeys: PublicKeysSection.read(reader, into: &draft)
      case .lifecycles: LifecyclesSection.read(reader, into: &draft)
      case .hostCoverage: HostCoverageSection.read(reader, into: &draft)
      case .hostUpdates: HostUpdatesSection.read(reader, into: &draft)
      case .officeHosts: OfficeHostsSection.read(reader, into: &draft)
      case .thresholds: ThresholdsSection.read(reader, into: &draft)
      case .editionChanges: EditionChangesSection.read(reader, into: &draft)
      case .esu: ExtendedUpdatesSection.read(reader, into: &draft)
      case .errorCodes: ErrorCodesSection.read(reader, into: &draft)
      }
    }
    problems += reader.allProblems
  }
}
