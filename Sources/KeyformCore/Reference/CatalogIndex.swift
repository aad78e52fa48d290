/// Numbers the editions and builds the tables that ``ReferenceCatalog`` looks things up in.
struct CatalogIndex {
  private(set) var editions: [EditionFacts] = []
  private(set) var productIndexes: [String: Int32] = [:]
  private(set) var editionSlots: [String: Int32] = [:]
  private(set) var keyIndexes: [KeyMaterial: Int32] = [:]
  private(set) var keysBySlot: [[Int32]]
  private(set) var keysByProduct: [String: [Int32]] = [:]
  /// With the slots in their editions.
  private(set) var products: [CatalogProduct]

  init(_ contents: CatalogContents) {
    products = contents.products
    productIndexes.reserveCapacity(products.count)
    let count = products.reduce(0) { $0 + $1.editions.count }
    editions.reserveCapacity(count)
    editionSlots.reserveCapacity(count)
    for index in products.indices {
      productIndexes[products[index].slug] = Int32(index)
      for place in products[index].editions.indices {
        var facts = products[index].editions[place]
        let slot = Int32(editions.count)
        facts.id = ProductID(facts.id.text, slot: slot)
        facts.family = products[index].family
        facts.usesMarker = products[index].usesMarker
        facts.productIndex = Int32(index)
        editionSlots[facts.id.text] = slot
        editions.append(facts)
        products[index].editions[place] = facts
      }
    }
    keysBySlot = [[Int32]](repeating: [], count: editions.count)
  }

  /// The id with the slot of its edition.
  func linked(_ id: ProductID) -> ProductID {
    if let slot = editionSlots[id.text] { return ProductID(id.text, slot: slot) }
    guard let release = id.text.firstIndex(of: "@"),
      let slot = editionSlots[String(id.text[..<release])]
    else { return id }
    return ProductID(id.text, slot: slot)
  }

  func linked(_ change: EditionChange) -> EditionChange {
    var change = change
    change.from = linked(change.from)
    change.to = linked(change.to)
    return change
  }

  func linked(_ updates: ExtendedUpdates) -> ExtendedUpdates {
    var updates = updates
    updates.years = updates.years.map(linked)
    return updates
  }

  /// Links the rows of the keys and indexes them.
  mutating func publicKeys(_ keys: [PublicKey]) -> [PublicKey] {
    var keys = keys
    keyIndexes.reserveCapacity(keys.count)
    for place in keys.indices {
      let index = Int32(place)
      keyIndexes[keys[place].value] = index
      for row in keys[place].rows.indices {
        let product = linked(keys[place].rows[row].product)
        keys[place].rows[row].product = product
        note(index, for: product)
        guard !keys[place].rows[row].also.isEmpty else { continue }
        keys[place].rows[row].also = keys[place].rows[row].also.map(linked)
        for other in keys[place].rows[row].also { note(index, for: other) }
      }
    }
    return keys
  }

  private mutating func note(_ index: Int32, for id: ProductID) {
    let slot = Int(id.slot)
    if slot < 0 {
      if keysByProduct[id.text]?.last != index { keysByProduct[id.text, default: []].append(index) }
    } else if keysBySlot[slot].last != index {
      keysBySlot[slot].append(index)
    }
  }

  /// Indexes into `lifecycles` by slot.
  func lifecyclesBySlot(_ lifecycles: [SupportDates]) -> [[Int32]] {
    var bySlot = [[Int32]](repeating: [], count: editions.count)
    for (index, dates) in lifecycles.enumerated() {
      for slug in [dates.product] + dates.products {
        guard let product = productIndexes[slug] else { continue }
        for facts in products[Int(product)].editions where dates.includes(facts) {
          bySlot[Int(facts.id.slot)].append(Int32(index))
        }
      }
    }
    return bySlot
  }
}
