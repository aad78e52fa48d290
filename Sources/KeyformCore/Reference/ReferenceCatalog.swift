/// Products, editions, releases, support dates, public keys and coverage tables.
///
/// Immutable and shared by reference. Everything is looked up by the slot of a ``ProductID`` where
/// it has one, else by text. Lists are in the order of the files unless said otherwise.
package final class ReferenceCatalog: Sendable {
  /// Such as `2026-11`.
  package let edition: String
  package let date: CalendarDate
  /// Such as `2026-11 sha256:…`: what a plan records.
  package let digest: String
  package let sources: [CatalogSource]
  package let products: [CatalogProduct]
  /// The editions of all products; a slot is an index into this list.
  package let editions: [EditionFacts]
  /// Sorted by value.
  package let publicKeys: [PublicKey]
  package let lifecycles: [SupportDates]
  /// Sorted by group.
  package let hostCoverages: [HostCoverage]
  package let hostUpdates: [HostUpdate]
  /// Sorted by group.
  package let officeHosts: [OfficeHost]
  package let editionChanges: [EditionChange]
  package let extendedUpdates: [ExtendedUpdates]
  package let thresholds: ActivationThresholds?
  package let errors: [ActivationError]

  let productIndexes: [String: Int32]
  let editionSlots: [String: Int32]
  let keyIndexes: [KeyMaterial: Int32]
  /// Indexes into `publicKeys` by slot, ascending.
  let keysBySlot: [[Int32]]
  /// The same for products that a table names without edition.
  let keysByProduct: [String: [Int32]]
  /// Indexes into `lifecycles` by slot.
  let lifecyclesBySlot: [[Int32]]
  let names = NameIndexBox()

  package init(_ contents: CatalogContents) {
    var index = CatalogIndex(contents)
    edition = contents.edition
    date = contents.date
    digest = contents.edition + " sha256:" + contents.digest
    sources = contents.sources
    products = index.products
    publicKeys = index.publicKeys(contents.publicKeys)
    lifecycles = contents.lifecycles
    hostCoverages = contents.hostCoverage.sorted { $0.group < $1.group }
    hostUpdates = contents.hostUpdates
    officeHosts = contents.officeHosts.sorted { $0.group < $1.group }
    editionChanges = contents.editionChanges.map { index.linked($0) }
    extendedUpdates = contents.extendedUpdates.map { index.linked($0) }
    thresholds = contents.thresholds
    errors = contents.errors
    editions = index.editions
    productIndexes = index.productIndexes
    editionSlots = index.editionSlots
    keyIndexes = index.keyIndexes
    keysBySlot = index.keysBySlot
    keysByProduct = index.keysByProduct
    lifecyclesBySlot = index.lifecyclesBySlot(contents.lifecycles)
  }
}

// MARK: - Products and editions

extension ReferenceCatalog {
  /// A product by its slug.
  package func product(_ slug: String) -> CatalogProduct? {
    productIndexes[slug].map { products[Int($0)] }
  }

  /// The product of an id, whether or not it names an edition.
  package func product(of id: ProductID) -> CatalogProduct? {
    if let facts = facts(of: id) { return products[Int(facts.productIndex)] }
    return product(id.product)
  }

  /// What is known of an edition; nil where the id names none or the catalogue does not know it.
  package func facts(of id: ProductID) -> EditionFacts? {
    slot(of: id).map { editions[$0] }
  }

  /// Releases of the product, oldest first.
  package func releases(of id: ProductID) -> [String] { product(of: id)?.releases ?? [] }

  /// Architectures that exist for the edition and release, sorted; of all releases together where
  /// `release` is nil; empty where the product is unknown.
  package func architectures(of id: ProductID, release: String? = nil) -> [Architecture] {
    if let own = facts(of: id)?.architectures { return own }
    return product(of: id)?.architectures(of: release ?? id.release) ?? []
  }

  /// The id with its slot, where the catalogue knows its edition.
  package func linked(_ id: ProductID) -> ProductID {
    if id.slot >= 0 { return id }
    return slot(of: id).map { ProductID(id.text, slot: Int32($0)) } ?? id
  }

  /// Ids from targets and plans carry no slot: those are looked up by text.
  func slot(of id: ProductID) -> Int? {
    let slot = Int(id.slot)
    if slot >= 0, slot < editions.count { return slot }
    if let slot = editionSlots[id.text] { return Int(slot) }
    guard let edition = id.edition, id.release != nil else { return nil }
    return editionSlots[id.product + "/" + edition].map(Int.init)
  }
}

// MARK: - Public keys

extension ReferenceCatalog {
  /// The published key with this value.
  package func publicKey(_ value: KeyMaterial) -> PublicKey? {
    keyIndexes[value].map { publicKeys[Int($0)] }
  }

  /// Published keys of a kind for a product, sorted by value. Where `release` is nil (and the id
  /// names none), those of every release.
  package func publicKeys(
    kind: KeyKind, product id: ProductID, release: String? = nil
  ) -> [PublicKey] {
    let indexes = slot(of: id).map { keysBySlot[$0] } ?? keysByProduct[id.product] ?? []
    return indexes.compactMap { index in
      let key = publicKeys[Int(index)]
      return key.kind == kind && key.covers(id, release: release) ? key : nil
    }
  }
}

// MARK: - Support dates

extension ReferenceCatalog {
  /// The support dates of an edition's release. A release behind the id's `@` counts where
  /// `release` is nil; with neither, the answer is the only row there is, or nil.
  package func lifecycle(of id: ProductID, release: String? = nil) -> SupportDates? {
    guard let slot = slot(of: id) else { return nil }
    let indexes = lifecyclesBySlot[slot]
    guard let release = release ?? id.release else {
      return indexes.count == 1 ? lifecycles[Int(indexes[0])] : nil
    }
    return indexes.first { lifecycles[Int($0)].release == release }.map { lifecycles[Int($0)] }
  }

  /// The support dates of all releases of an edition, in the order of the files.
  package func lifecycles(of id: ProductID) -> [SupportDates] {
    slot(of: id).map { lifecyclesBySlot[$0].map { lifecycles[Int($0)] } } ?? []
  }
}
