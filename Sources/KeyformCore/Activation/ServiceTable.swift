/// The KMS hosts and directories of an inventory, and the products that their host keys cover.
///
/// What is not known is taken to be covered: nobody is told that a host serves nothing because its
/// key is in a project out of reach. A host key that is not active covers nothing: nobody may use it
/// any more, or not yet. Source: Microsoft, KMS activation planning, and configure a KMS host computer
/// for Office, as the catalogue's coverage tables have them.
package final class ServiceTable: Sendable {
  package struct Service: Sendable {
    package fileprivate(set) var address: Address
    /// DNS name of the host or of the forest.
    package fileprivate(set) var place: String
    /// The products of its active host keys, by slug; none twice.
    package let groups: [String]
    /// A host key of which nothing is known here, or whose group is in no table: it may cover
    /// anything.
    package let isUnknown: Bool
    /// Whether a host key is for a Windows, client or server.
    package let hasWindows: Bool
    /// By index into the catalogue's products.
    fileprivate let products: [Bool]

    /// `product` is an index into the catalogue's products.
    package func isKnownToCover(_ product: Int32) -> Bool { products[Int(product)] }
  }

  /// Hosts, then directories, by name. Their places are used everywhere.
  package let services: [Service]
  package let hostCount: Int
  private let hosts: EntrySet<KMSHost>
  private let directories: EntrySet<Directory>
  /// Forests of the directories, in lower case.
  private let forests: [String]
  /// Places of the services that cover a product, by its index.
  private let coveringPlaces: [[Int]]
  /// Products that some group covers; of others the tables say nothing.
  private let isListed: [Bool]

  /// `key` finds the key that a host or directory names.
  package init(
    _ inventory: Inventory, _ catalog: ReferenceCatalog, key: (KeyReference) -> ProductKey?
  ) {
    hosts = inventory.hosts
    directories = inventory.directories
    hostCount = hosts.count
    forests = directories.entries.map { $0.value.forest.lowercased() }
    // Where neither is described nothing is asked.
    guard hosts.count + directories.count > 0 else {
      (services, coveringPlaces, isListed) = ([], [], [])
      return
    }
    var groups = CoverageGroups(catalog)
    services =
      hosts.entries.map {
        groups.service($0.value.address, $0.value.fqdn, $0.value.hostKeys, key)
      }
      + directories.entries.map {
        groups.service($0.value.address, $0.value.forest, $0.value.hostKeys, key)
      }
    isListed = groups.isListed
    coveringPlaces = catalog.products.indices.map { [services, isListed] product in
      services.indices.filter { place in
        !isListed[product] || services[place].isUnknown || services[place].products[product]
      }
    }
  }

  /// Whether the coverage tables speak of the product; false where nothing is described.
  package func lists(_ product: Int32) -> Bool {
    Int(product) < isListed.count && isListed[Int(product)]
  }

  /// Places of the services that cover a product, or may: its index, nil where the catalogue does
  /// not know it.
  package func covering(_ product: Int32?) -> [Int] {
    guard let product, Int(product) < coveringPlaces.count else { return Array(services.indices) }
    return coveringPlaces[Int(product)]
  }

  /// Place of the host, and that of the directory, that a name in `servedBy` stands for.
  func place(ofHost name: String) -> Int? { hosts.index(of: name) }
  func place(ofDirectory name: String) -> Int? {
    directories.index(of: name).map { $0 + hostCount }
  }

  package func isHost(_ place: Int) -> Bool { place < hostCount }

  /// Whether the directory at `place` belongs to the forest, which is in lower case.
  func isInForest(_ place: Int, _ forest: String?) -> Bool {
    forest.map { $0 == forests[place - hostCount] } ?? true
  }

  /// Whether a directory of the forest is described.
  package func hasDirectory(in forest: String) -> Bool { forests.contains(forest.lowercased()) }
}

/// The products of each group of host keys, and of each list of host keys that was asked for.
private struct CoverageGroups {
  private(set) var isListed: [Bool]
  private let windows: Set<String>
  private var products: [String: [Bool]] = [:]
  private var known: [[KeyReference]: ServiceTable.Service] = [:]

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
    var set = products[group] ?? [Bool](repeating: false, count: isListed.count)
    for slug in slugs {
      guard let index = indexes[slug] else { continue }
      set[index] = true
      isListed[index] = true
    }
    products[group] = set
  }

  mutating func service(
    _ address: Address, _ place: String, _ references: [KeyReference],
    _ key: (KeyReference) -> ProductKey?
  ) -> ServiceTable.Service {
    if var same = known[references] {
      (same.address, same.place) = (address, place)
      return same
    }
    var set = [Bool](repeating: false, count: isListed.count)
    var named: [String] = []
    var isUnknown = references.isEmpty
    for reference in references {
      // What is no host key is rule USE003's.
      let key = key(reference).flatMap { $0.keyKind == .csvlk ? $0 : nil }
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
    let service = ServiceTable.Service(
      address: address, place: place, groups: named, isUnknown: isUnknown,
      hasWindows: named.contains(where: windows.contains), products: set)
    known[references] = service
    return service
  }
}
