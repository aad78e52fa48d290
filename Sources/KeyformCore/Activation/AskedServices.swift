/// Whom machines ask to activate a product: the hosts and directories that `servedBy` names, else
/// all, as far as the machines can ask them. Whether those cover the product is another question.
package struct AskedServices: Hashable, Sendable {
  /// Whether the machines can ask a host, and a directory.
  package let hosts: Bool
  package let directories: Bool
  /// Places of those that are named and can be asked, ascending; nil: none is named.
  package let named: [Int]?
  /// The forest of the machines, in lower case; nil: not said.
  private let forest: String?
  /// Whether `servedBy` names what the inventory does not have: that may answer.
  package let mayBeOthers: Bool

  init(_ entry: Entry<Deployment>, hosts: Bool, directories: Bool, _ table: ServiceTable) {
    self.hosts = hosts
    self.directories = directories
    let isAnyDirectory = directories && table.services.count > table.hostCount
    forest = isAnyDirectory ? entry.value.forest?.lowercased() : nil
    if entry.value.servedBy.isEmpty {
      (named, mayBeOthers) = (nil, false)
      return
    }
    var places: [Int] = []
    var mayBeOthers = false
    for name in entry.value.servedBy {
      let host = table.place(ofHost: name)
      let directory = table.place(ofDirectory: name)
      if host == nil, directory == nil { mayBeOthers = true }
      if hosts, let host { places.append(host) }
      if directories, let directory, table.isInForest(directory, forest) {
        places.append(directory)
      }
    }
    // Names are sorted, so that only directories may stand before hosts.
    if places.count > 1 { places.sort() }
    named = places
    self.mayBeOthers = mayBeOthers
  }

  fileprivate func asks(_ place: Int, _ table: ServiceTable) -> Bool {
    if let named { return named.contains(place) }
    return table.isHost(place) ? hosts : directories && table.isInForest(place, forest)
  }
}

extension ServiceTable {
  /// Places of all that are asked, whether or not they cover what they are asked for.
  package func places(_ asked: AskedServices) -> [Int] {
    asked.named ?? services.indices.filter { asked.asks($0, self) }
  }

  /// Places of those that are asked and cover the product, or may; `product` is its index, nil where
  /// the catalogue does not know it.
  package func serving(_ asked: AskedServices, _ product: Int32?) -> [Int] {
    if let named = asked.named { return named.filter { covers($0, product) } }
    return covering(product).filter { asked.asks($0, self) }
  }

  /// Whether somebody answers, or may. Quicker than looking who does.
  package func isServed(_ asked: AskedServices, _ product: Int32?) -> Bool {
    if asked.mayBeOthers { return true }
    if let named = asked.named { return named.contains { covers($0, product) } }
    let covering = covering(product)
    if asked.hosts, let first = covering.first, isHost(first) { return true }
    guard asked.directories else { return false }
    return covering.reversed().prefix { !isHost($0) }.contains { asked.asks($0, self) }
  }

  private func covers(_ place: Int, _ product: Int32?) -> Bool {
    guard let product, lists(product) else { return true }
    return services[place].isUnknown || services[place].isKnownToCover(product)
  }
}
