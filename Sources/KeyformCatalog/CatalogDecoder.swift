package import KeyformCore

/// Reads catalogue files into a ``ReferenceCatalog``; never fails as a whole.
package enum CatalogDecoder {
  private enum Section: String, CaseIterable {
    case catalog, sources, products, publicKeys, lifecycles, hostCoverage, hostUpdates, officeHosts
    case thresholds, editionChanges, esu, errorCodes
  }

  private static let sections = FieldTable(Section.self)

  /// The catalogue and what was wrong with its files.
  package struct Result: Sendable {
    package let catalog: ReferenceCatalog
    package let problems: [Diagnostic]
    /// What the repository's own files add or replace, by place. Their origins count those files
    /// alone.
    package let overrides: [CatalogOverride]
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
    let paths = (builtIn + own).map(\.path)
    let empty = CatalogDraft(firstOwnFile: builtIn.count)
    var draft = empty
    var problems: [Diagnostic] = []
    for part in inParallel(builtIn, empty) {
      problems += part.problems
      problems += draft.merge(part.draft, paths)
    }
    for (index, file) in own.enumerated() {
      problems += read(file, index: builtIn.count + index, paths, into: &draft)
    }
    let catalog = ReferenceCatalog(draft.contents(digest: digest))
    switch depth {
    case .form: break
    case .references:
      let checks = CatalogChecks(draft: draft, paths: paths, catalog: catalog)
      problems += checks.problems().sorted(by: Diagnostic.inOrder)
    }
    return Result(
      catalog: catalog, problems: problems, overrides: own.isEmpty ? [] : draft.overrides(paths))
  }

  private struct Part: Sendable {
    var draft: CatalogDraft
    var problems: [Diagnostic]
  }

  /// Every file into a draft of its own, in the order of the files: reading is most of the time
  /// that a command takes to start.
  private static func inParallel(_ files: [CatalogFile], _ empty: CatalogDraft) -> [Part] {
    let paths = files.map(\.path)
    return AllCores.map(files.count) { index in
      var draft = empty
      let problems = read(files[index], index: index, paths, into: &draft)
      return Part(draft: draft, problems: problems)
    }
  }

  private static func read(
    _ file: CatalogFile, index: Int, _ paths: [String], into draft: inout CatalogDraft
  ) -> [Diagnostic] {
    let reader = CatalogReader(file, index: index, paths: paths)
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
    return reader.allProblems
  }
}
