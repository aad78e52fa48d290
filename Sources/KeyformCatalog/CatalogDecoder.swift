internal import Dispatch
package import KeyformCore

/// One file of a catalogue, with its path for diagnostics.
package struct CatalogFile: Sendable {
  /// Relative to the repository's root, such as `catalog/products/windows-11.yaml`.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// Reads catalogue files into a ``ReferenceCatalog``; never fails as a whole.
package enum CatalogDecoder {
  private enum Section: String, CaseIterable {
    case catalog, sources, products, publicKeys, lifecycles, hostCoverage, hostUpdates, officeHosts
    case thresholds, editionChanges, esu, errorCodes
  }

  private static let sections = KnownFields(sections: Section.allCases.map(\.rawValue))

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
  package enum Depth: Sendable { case structure, references }

  /// Reads `builtIn` and then `own`, whose entries replace those with the same id.
  ///
  /// `digest` is that of all files' bytes, in hex.
  package static func decode(
    builtIn: [CatalogFile], own: [CatalogFile] = [], digest: String, depth: Depth
  ) -> Result {
    let empty = CatalogDraft((builtIn + own).map(\.path), firstOwnFile: builtIn.count)
    var draft = empty
    var problems: [Diagnostic] = []
    for part in inParallel(builtIn, empty) {
      problems += part.problems
      problems += draft.merge(part.draft)
    }
    for (index, file) in own.enumerated() {
      problems += read(file, index: builtIn.count + index, into: &draft)
    }
    let catalog = ReferenceCatalog(draft.contents(digest: digest))
    switch depth {
    case .structure: break
    case .references:
      let checks = CatalogChecks(draft: draft, catalog: catalog)
      problems += checks.problems().sorted(by: Diagnostic.inOrder)
    }
    return Result(
      catalog: catalog, problems: problems, overrides: own.isEmpty ? [] : draft.overrides())
  }

  private struct Part: Sendable {
    var draft: CatalogDraft
    var problems: [Diagnostic]
  }

  /// Every file into a draft of its own, in the order of the files: reading is most of the time
  /// that a command takes to start.
  private static func inParallel(_ files: [CatalogFile], _ empty: CatalogDraft) -> [Part] {
    AllCores.map(files.count) { index in
      var draft = empty
      let problems = read(files[index], index: index, into: &draft)
      return Part(draft: draft, problems: problems)
    }
  }

  private static func read(
    _ file: CatalogFile, index: Int, into draft: inout CatalogDraft
  ) -> [Diagnostic] {
    let cursor = FieldCursor(file.bytes, in: file.path, of: .catalog)
    draft.file = Int32(index)
    var seen: UInt64 = 0
    cursor.advance()
    if cursor.enterMapping("a catalogue file") {
      while let index = cursor.nextField(sections, seen: &seen, of: "a catalogue file") {
        switch Section.allCases[index] {
        case .catalog: HeadSection.read(cursor, into: &draft)
        case .sources: SourcesSection.read(cursor, into: &draft)
        case .products: ProductsSection.read(cursor, into: &draft)
        case .publicKeys: PublicKeysSection.read(cursor, into: &draft)
        case .lifecycles: LifecyclesSection.read(cursor, into: &draft)
        case .hostCoverage: HostCoverageSection.read(cursor, into: &draft)
        case .hostUpdates: HostUpdatesSection.read(cursor, into: &draft)
        case .officeHosts: OfficeHostsSection.read(cursor, into: &draft)
        case .thresholds: ThresholdsSection.read(cursor, into: &draft)
        case .editionChanges: EditionChangesSection.read(cursor, into: &draft)
        case .esu: ExtendedUpdatesSection.read(cursor, into: &draft)
        case .errorCodes: ErrorCodesSection.read(cursor, into: &draft)
        }
      }
    }
    cursor.finish()
    return cursor.problems.sorted(by: Diagnostic.inOrder)
  }
}

extension ReferenceCatalog {
  /// The catalogue that travels inside the executable.
  package static func builtIn() -> ReferenceCatalog { embedded }

  /// Begins to decode it on another core: nearly every command needs it, and it takes as long as
  /// reading the command line.
  package static func prepareBuiltIn() {
    DispatchQueue.global(qos: .userInitiated).async { _ = embedded }
  }

  private static let embedded = CatalogDecoder.decode(
    builtIn: BuiltInCatalogFiles.all, digest: BuiltInCatalogFiles.digest, depth: .structure
  ).catalog

  /// The built-in catalogue, extended and overridden by the files of a repository's own `catalog/`
  /// folder, sorted by path here. Problems are in the order of files and lines.
  package static func merging(_ own: [CatalogFile]) -> CatalogDecoder.Result {
    let own = own.sorted { $0.path < $1.path }
    var digest = ContentDigest()
    for file in BuiltInCatalogFiles.all + own { digest.update(file.bytes) }
    return CatalogDecoder.decode(
      builtIn: BuiltInCatalogFiles.all, own: own, digest: digest.hex(), depth: .references)
  }
}
