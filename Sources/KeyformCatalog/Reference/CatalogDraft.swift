internal import KeyformCore
internal import KeyformYAML

/// The catalogue while its files are read, one after the other.
///
/// Files of the built-in catalogue come first; an entry of a repository's own file with the same
/// id replaces one of those (of a product: the fields it states, and its editions by slug).
struct CatalogDraft {
  var edition = ""
  var date: CalendarDate?
  var sources = NamedList<CatalogSource>()
  var products = NamedList<CatalogProduct>()
  var publicKeys = NamedList<PublicKey>()
  var lifecycles = NamedList<SupportDates>()
  var hostCoverage = NamedList<HostCoverage>()
  var hostUpdates = NamedList<HostUpdate>()
  var officeHosts = NamedList<OfficeHost>()
  var editionChanges = NamedList<[EditionChange]>()
  var extendedUpdates = NamedList<ExtendedUpdates>()
  var errors = NamedList<ActivationError>()
  var thresholds: ActivationThresholds?

  /// Files before this index are built in.
  let firstOwnFile: Int32
  let paths: [String]

  init(builtIn: Int, paths: [String]) {
    firstOwnFile = Int32(builtIn)
    self.paths = paths
  }

  /// Whether an entry may still be replaced: it is built in and the new one is not.
  func mayReplace<Value>(_ previous: NamedList<Value>.Place?, by file: Int32) -> Bool {
    guard let previous else { return true }
    return previous.file < firstOwnFile && file >= firstOwnFile
  }

  /// Puts an entry into a section, or reports that its id is taken.
  mutating func put<Value>(
    _ value: Value, id: String, into section: WritableKeyPath<CatalogDraft, NamedList<Value>>,
    at mark: Mark, from reader: CatalogReader
  ) {
    let previous = self[keyPath: section].place(of: id)
    guard mayReplace(previous, by: reader.file) else {
      let first = previous.map { "\(paths[Int($0.file)]):\($0.mark.line)" } ?? ""
      reader.report(
        .duplicate, "`\(id)` stands twice", "It stands at \(first) too. Remove one of the two.",
        at: mark)
      return
    }
    self[keyPath: section].put(value, id: id, at: .init(file: reader.file, mark: mark))
  }

  /// The tables without their places.
  func contents(digest: String) -> CatalogContents {
    var contents = CatalogContents()
    contents.edition = edition
    contents.date = date ?? CalendarDate(days: 0)
    contents.digest = digest
    contents.sources = sources.values
    contents.products = products.values
    contents.publicKeys = publicKeys.sorted
    contents.lifecycles = lifecycles.values
    contents.hostCoverage = hostCoverage.values
    contents.hostUpdates = hostUpdates.values
    contents.officeHosts = officeHosts.values
    contents.editionChanges = editionChanges.values.flatMap(\.self)
    contents.extendedUpdates = extendedUpdates.values
    contents.errors = errors.values
    contents.thresholds = thresholds
    return contents
  }
}
