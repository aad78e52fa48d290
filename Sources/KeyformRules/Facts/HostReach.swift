internal import KeyformCore

/// What a KMS host or a directory activates, by its host keys.
struct HostReach: Sendable {
  /// Indexes into the catalogue's products.
  private(set) var products = Set<Int32>()
  /// Whether a host key is not known here: it may be for anything.
  private(set) var isUnknown = false

  func covers(_ product: Int32) -> Bool { isUnknown || products.contains(product) }

  /// Looks up the coverage of each group of host keys once.
  struct Table {
    private let facts: Facts
    private var groups: [String: Set<Int32>?] = [:]

    init(_ facts: Facts) { self.facts = facts }

    mutating func reach(of hostKeys: [KeyReference]) -> HostReach {
      var reach = HostReach()
      for reference in hostKeys {
        guard let key = facts.key(reference)?.value, key.keyKind == .csvlk else {
          reach.isUnknown = true
          continue
        }
        if key.products.isEmpty { reach.isUnknown = true }
        for product in key.products {
          if let covered = products(of: product.product) {
            reach.products.formUnion(covered)
          } else {
            reach.isUnknown = true
          }
        }
      }
      return reach
    }

    /// Nil where the catalogue does not know the group.
    private mutating func products(of group: String) -> Set<Int32>? {
      if let known = groups[group] { return known }
      let catalog = facts.catalog
      let covers: ((String) -> Bool)? =
        if let coverage = catalog.hostCoverage(of: group) {
          coverage.covers
        } else if let office = catalog.officeHost(of: group) {
          office.serves.contains
        } else {
          nil
        }
      let found = covers.map { covers in
        Set(catalog.products.indices.filter { covers(catalog.products[$0].slug) }.map(Int32.init))
      }
      groups[group] = .some(found)
      return found
    }
  }
}
