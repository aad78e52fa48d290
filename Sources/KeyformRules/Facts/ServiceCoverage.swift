internal import KeyformCore

/// What the hosts and directories of a repository activate, by the host keys that they name.
///
/// Source: rules.md 7.1 and 7.3, as the catalogue has them.
struct ServiceCoverage: Sendable {
  /// What one host or directory activates.
  struct Service: Sendable {
    let name: String
    /// The groups of its active host keys; none twice.
    let groups: [String]
    /// A host key of which nothing is known here, or whose group is in no table: it may activate
    /// anything.
    let isUnknown: Bool
    /// By index of the catalogue's products.
    fileprivate let products: [Bool]
    /// Whether a host key is for a Windows, client or server.
    let hasWindows: Bool

    func activates(_ product: Int32) -> Bool { isUnknown || products[Int(product)] }
    func isKnownToActivate(_ product: Int32) -> Bool { products[Int(product)] }
  }

  /// Parallel to the inventory's hosts.
  let hosts: [Service]
  /// Parallel to the inventory's directories.
  let directories: [Service]
  /// Products that some group activates; of others the tables say nothing.
  private let isListed: [Bool]
  private let byAnyHost: [Bool]
  private let byAnyDirectory: [Bool]
  /// What the directories of each forest activate, by its name in lower case.
  private let byForest: [String: [Bool]]
  /// The first host or directory that is known to activate a product, by the product's index.
  private let able: [String?]

  init(_ state: DesiredState, _ catalog: ReferenceCatalog) {
    let hosts = state.inventory.hosts.entries
    let directories = state.inventory.directories.entries
    // Where neither is described nothing is asked.
    var groups = hosts.isEmpty && directories.isEmpty ? Groups() : Groups(catalog)
    self.hosts = hosts.map { groups.service($0.value.name, $0.value.hostKeys, state) }
    self.directories = directories.map { groups.service($0.value.name, $0.value.hostKeys, state) }
    isListed = groups.isListed
    byAnyHost = groups.union(self.hosts)
    byAnyDirectory = groups.union(self.directories)
    byForest = Dictionary(
      grouping: directories.indices, by: { directories[$0].value.forest.lowercased() }
    ).mapValues { [services = self.directories] in
      groups.union($0.map { services[$0] })
    }
    able = groups.able(self.hosts + self.directories)
  }

  /// Whether the repository says anything of hosts or directories.
  var areKnown: Bool { !hosts.isEmpty || !directories.isEmpty }

  /// Whether the tables speak of the product, by its index in the catalogue.
  func lists(_ product: Int32) -> Bool {
    Int(product) < isListed.count && isListed[Int(product)]
  }

  func isActivatedByAnyHost(_ product: Int32) -> Bool { byAnyHost[Int(product)] }

  /// In one forest, or anywhere where it is nil.
  func isActivatedByAnyDirectory(_ product: Int32, in forest: String?) -> Bool {
    guard byAnyDirectory[Int(product)] else { return false }
    guard let forest else { return true }
    return byForest[forest.lowercased()]?[Int(product)] ?? false
  }

  /// Whether a directory of the forest is described.
  func hasDirectory(in forest: String) -> Bool { byForest[forest.lowercased()] != nil }

  /// A host or directory that is known to activate the product.
  func able(_ product: Int32) -> String? { able[Int(product)] }
}

extension ServiceCoverage {
  /// The products of each group, and of each list of host keys that was asked for.
  private struct Groups {
    private(set) var isListed: [Bool] = []
    private var windows = Set<String>()
    private var products: [String: [Bool]] = [:]
    private var known: [[KeyReference]: Service] = [:]

    init() {}

    init(_ catalog: ReferenceCatalog) {
      var indexes: [String: Int] = [:]
      for (index, product) in catalog.products.enumerated() { indexes[product.slug] = index }
      isListed = [Bool](repeating: false, count: catalog.products.count)
      windows = Set(
        catalog.products.lazy.filter { $0.family == .client || $0.family == .server }.map(\.slug))
      for row in catalog.hostCoverages { add(row.group, row.clients + row.servers, indexes) }
      for row in catalog.officeHosts { add(row.group, row.serves, indexes) }
    }

    private mutating func add(_ group: String, _ slugs: [String], _ indexes: [String: Int]) {
      var set = [Bool](repeating: false, count: isListed.count)
      for slug in slugs {
        guard let index = indexes[slug] else { continue }
        set[index] = true
        isListed[index] = true
      }
      products[group] = set
    }

    mutating func service(
      _ name: String, _ references: [KeyReference], _ state: DesiredState
    ) -> Service {
      if let same = known[references] {
        return Service(
          name: name, groups: same.groups, isUnknown: same.isUnknown, products: same.products,
          hasWindows: same.hasWindows)
      }
      var set = [Bool](repeating: false, count: isListed.count)
      var named: [String] = []
      var isUnknown = references.isEmpty
      for reference in references {
        let key = Self.hostKey(reference, state)?.value
        // Nobody may use it any more, or not yet: a host without its key answers nobody.
        if let key, key.state != .active { continue }
        let slugs = key?.products.map(\.product) ?? []
        if slugs.isEmpty { isUnknown = true }
        for slug in slugs where !named.contains(slug) {
          named.append(slug)
          guard let covered = products[slug] else {
            isUnknown = true
            continue
          }
          for index in covered.indices where covered[index] { set[index] = true }
        }
      }
      let service = Service(
        name: name, groups: named, isUnknown: isUnknown, products: set,
        hasWindows: named.contains(where: windows.contains))
      known[references] = service
      return service
    }

    /// Nil where the key is not known, or is no host key, which is rule USE003's.
    private static func hostKey(
      _ reference: KeyReference, _ state: DesiredState
    ) -> Entry<ProductKey>? {
      let key =
        if let project = reference.project {
          state.imported[project]?[reference.name]
        } else {
          state.inventory.keys[reference.name]
        }
      return key?.value.keyKind == .csvlk ? key : nil
    }

    func union(_ services: [Service]) -> [Bool] {
      var set = [Bool](repeating: false, count: isListed.count)
      for service in services {
        for index in set.indices where service.activates(Int32(index)) { set[index] = true }
      }
      return set
    }

    func able(_ services: [Service]) -> [String?] {
      var names = [String?](repeating: nil, count: isListed.count)
      for service in services {
        for index in names.indices where names[index] == nil && service.products[index] {
          names[index] = service.name
        }
      }
      return names
    }
  }
}
