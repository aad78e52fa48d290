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

  /// Of all files.
  let paths: [String]
  /// Index of the file that is being read.
  var file: Int32 = 0

  init(_ paths: [String], firstOwnFile: Int) {
    self.paths = paths
    self.firstOwnFile = Int32(firstOwnFile)
  }

  /// Puts an entry into a section, or reports that its id is taken.
  mutating func put<Value: Sendable>(
    _ value: Value, id: String, into section: WritableKeyPath<CatalogDraft, NamedList<Value>>,
    at mark: YAMLPosition, _ cursor: FieldCursor
  ) {
    let place = EntryPlace(file: file, mark: mark)
    if let clash = add(value, id: id, into: section, at: place) {
      cursor.report(.duplicateName, at: mark, clash.summary, clash.detail)
    }
  }

  /// Takes over what was read apart; what is taken already is reported and left out.
  mutating func merge(_ other: CatalogDraft) -> [Diagnostic] {
    if !other.edition.isEmpty { edition = other.edition }
    date = other.date ?? date
    thresholds = other.thresholds ?? thresholds
    return merge(other, \.sources) + merge(other, \.products) + merge(other, \.publicKeys)
      + merge(other, \.lifecycles) + merge(other, \.hostCoverage) + merge(other, \.hostUpdates)
      + merge(other, \.officeHosts) + merge(other, \.editionChanges)
      + merge(other, \.extendedUpdates) + merge(other, \.errors)
  }

  private mutating func merge<Value: Sendable>(
    _ other: CatalogDraft, _ section: WritableKeyPath<CatalogDraft, NamedList<Value>>
  ) -> [Diagnostic] {
    let list = other[keyPath: section]
    // Most files hold one section.
    if list.ids.isEmpty { return [] }
    return list.ids.indices.compactMap { index in
      let place = list.places[index]
      return add(list.values[index], id: list.ids[index], into: section, at: place).map {
        CatalogProblem.duplicate.diagnostic($0.summary, $0.detail, at: place.place(in: paths))
      }
    }
  }

  /// Nil where the entry was put, else what is to be said of the one that has its id already. A
  /// repository's own entry replaces a built-in one.
  private mutating func add<Value: Sendable>(
    _ value: Value, id: String, into section: WritableKeyPath<CatalogDraft, NamedList<Value>>,
    at place: EntryPlace
  ) -> (summary: String, detail: String)? {
    guard let first = self[keyPath: section].place(of: id),
      first.file >= firstOwnFile || place.file < firstOwnFile
    else {
      self[keyPath: section].put(value, id: id, at: place)
      return nil
    }
    let other = first.place(in: paths)
    // Whoever writes a key here may have taken a secret one.
    let name = KeyMaterial(canonical: id)?.description ?? id
    return (
      "`\(name)` stands twice",
      "It stands at \(other.file):\(other.line) too. Remove one of the two."
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

extension CatalogDraft {
  /// The entries of a repository's own files that are about products, by place. Sources, error
  /// codes and thresholds are about none.
  func overrides() -> [CatalogOverride] {
    let found =
      list(products, "products") { [$0.slug] }
      + list(publicKeys, "publicKeys") { key in
        key.rows.flatMap { [$0.product.product] + $0.also.map(\.product) }
      }
      + list(lifecycles, "lifecycles") { [$0.product] + $0.products }
      + list(hostCoverage, "hostCoverage") { [$0.group] }
      + list(hostUpdates, "hostUpdates") { [$0.host] }
      + list(officeHosts, "officeHosts") { [$0.group] }
      + list(editionChanges, "editionChanges") { $0.map(\.to.product) }
      + list(extendedUpdates, "esu") { [$0.product, $0.addon] }
    return found.sorted { $0.place < $1.place }.map(\.entry)
  }

  private func list<Value>(
    _ section: NamedList<Value>, _ name: String, products: (Value) -> [String]
  ) -> [(entry: CatalogOverride, place: FileLocation)] {
    section.ids.indices.filter { section.places[$0].file >= firstOwnFile }.map { index in
      let id = section.ids[index]
      let place = section.places[index]
      return (
        CatalogOverride(
          section: name, name: KeyMaterial(canonical: id)?.description ?? id,
          products: products(section.values[index]), origin: place.origin(behind: firstOwnFile)),
        place.place(in: paths)
      )
    }
  }
}
