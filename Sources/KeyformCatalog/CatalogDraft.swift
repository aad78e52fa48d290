internal import KeyformCore
internal import KeyformYAML

/// The catalogue while its files are read, one after the other.
///
/// Files of the built-in catalogue come first; an entry of a repository's own file with the same
/// id replaces one of those (of a product: the fields it states, and its editions by slug).
struct CatalogDraft: Sendable {
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

  init(firstOwnFile: Int) { self.firstOwnFile = Int32(firstOwnFile) }

  func isOwn(_ place: EntryPlace) -> Bool { place.file >= firstOwnFile }

  /// Puts an entry into a section, or reports that its id is taken.
  mutating func put<Value: Sendable>(
    _ value: Value, id: String, into section: WritableKeyPath<CatalogDraft, NamedList<Value>>,
    at mark: Mark, from reader: CatalogReader
  ) {
    let place = EntryPlace(file: reader.file, mark: mark)
    if let first = add(value, id: id, into: section, at: place) {
      let clash = duplicate(id, first, reader.paths)
      reader.report(.duplicate, clash.summary, clash.detail, at: mark)
    }
  }

  /// Takes over what was read apart; what is taken already is reported and left out.
  mutating func merge(_ other: CatalogDraft, _ paths: [String]) -> [Diagnostic] {
    if !other.edition.isEmpty { edition = other.edition }
    date = other.date ?? date
    thresholds = other.thresholds ?? thresholds
    return merge(other, \.sources, paths) + merge(other, \.products, paths)
      + merge(other, \.publicKeys, paths) + merge(other, \.lifecycles, paths)
      + merge(other, \.hostCoverage, paths) + merge(other, \.hostUpdates, paths)
      + merge(other, \.officeHosts, paths) + merge(other, \.editionChanges, paths)
      + merge(other, \.extendedUpdates, paths) + merge(other, \.errors, paths)
  }

  private mutating func merge<Value: Sendable>(
    _ other: CatalogDraft, _ section: WritableKeyPath<CatalogDraft, NamedList<Value>>,
    _ paths: [String]
  ) -> [Diagnostic] {
    let list = other[keyPath: section]
    // Most files hold one section.
    if list.ids.isEmpty { return [] }
    return list.ids.indices.compactMap { index in
      let (id, place) = (list.ids[index], list.places[index])
      guard let first = add(list.values[index], id: id, into: section, at: place) else {
        return nil
      }
      let clash = duplicate(id, first, paths)
      return CatalogProblem.duplicate.diagnostic(
        clash.summary, clash.detail, at: place.place(in: paths))
    }
  }

  /// The place of the entry that has the id already; nil where the new one was put. A repository's
  /// own entry replaces a built-in one.
  private mutating func add<Value: Sendable>(
    _ value: Value, id: String, into section: WritableKeyPath<CatalogDraft, NamedList<Value>>,
    at place: EntryPlace
  ) -> EntryPlace? {
    if let first = self[keyPath: section].place(of: id),
      first.file >= firstOwnFile || place.file < firstOwnFile
    {
      return first
    }
    self[keyPath: section].put(value, id: id, at: place)
    return nil
  }

  private func duplicate(
    _ id: String, _ first: EntryPlace, _ paths: [String]
  ) -> (summary: String, detail: String) {
    let place = first.place(in: paths)
    // Whoever writes a key here may have taken a secret one.
    let name = KeyMaterial(canonical: id)?.description ?? id
    return (
      "`\(name)` stands twice",
      "It stands at \(place.file):\(place.line) too. Remove one of the two."
    )
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
