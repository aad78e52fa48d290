internal import Synchronization

/// Every name that may be written for a product or an edition, as slugs.
///
/// Built only when somebody writes anything else than a canonical id.
struct NameIndex: Sendable {
  /// Slug, name and aliases of products.
  private(set) var products: [String: Int32] = [:]
  /// Slug, name, aliases and EditionID of the editions of one product, each behind `product/`.
  private(set) var editions: [String: Int32] = [:]
  /// Whole names of editions; several where releases share a caption.
  private(set) var captions: [String: [Int32]] = [:]
  /// Names that lead to two different products or editions.
  private(set) var clashes: [NameClash] = []

  init(_ catalog: ReferenceCatalog) {
    for (index, product) in catalog.products.enumerated() {
      for name in [product.slug, product.name] + product.aliases {
        let folded = CatalogName.folded(name)
        if let known = products.updateValue(Int32(index), forKey: folded), known != Int32(index) {
          let first = catalog.products[Int(known)].slug
          clashes.append(NameClash(name: name, first: first, second: product.slug))
        }
      }
      for facts in product.editions { add(facts, of: product, in: catalog) }
    }
  }

  private mutating func add(
    _ facts: EditionFacts, of product: CatalogProduct, in catalog: ReferenceCatalog
  ) {
    let slot = facts.id.slot
    var names = [facts.slug, facts.name] + facts.aliases
    if let editionID = facts.editionID { names.append(editionID) }
    for name in names {
      let key = product.slug + "/" + CatalogName.folded(name)
      if let known = editions.updateValue(slot, forKey: key), known != slot {
        let first = catalog.editions[Int(known)].id.text
        clashes.append(NameClash(name: name, first: first, second: facts.id.text))
      }
    }
    for caption in facts.captions {
      let folded = CatalogName.folded(caption)
      if captions[folded]?.contains(slot) != true { captions[folded, default: []].append(slot) }
    }
  }
}

/// A name that leads to two different products or editions, given by their ids.
package struct NameClash: Hashable, Sendable {
  package let name: String
  package let first: String
  package let second: String
}

/// Holds the names once they are needed; the catalogue itself never changes.
final class NameIndexBox: Sendable {
  private let index = Mutex<NameIndex?>(nil)

  func index(of catalog: ReferenceCatalog) -> NameIndex {
    index.withLock { index in
      if let index { return index }
      let made = NameIndex(catalog)
      index = made
      return made
    }
  }
}

/// How names are compared: as slugs, so that case, blanks and punctuation do not matter.
package enum CatalogName {
  /// Lower case, every run of other characters than ASCII letters and digits a `-`, none at the
  /// ends: `Datacenter: Azure Edition` becomes `datacenter-azure-edition`.
  package static func folded(_ written: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(written.utf8.count)
    var isPending = false
    for byte in written.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isPending { bytes.append(UInt8(ascii: "-")) }
        isPending = false
        bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if isPending { bytes.append(UInt8(ascii: "-")) }
        isPending = false
        bytes.append(byte + 32)
      default:
        isPending = !bytes.isEmpty
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
