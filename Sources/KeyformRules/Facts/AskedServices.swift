internal import KeyformCore

/// Whom the machines of a deployment may ask for activation: the hosts and directories that
/// `servedBy` names, else all, as far as activation type, domain and forest let them.
enum AskedServices {
  /// Whether one of them activates the product, by its index in the catalogue. Where `servedBy`
  /// names what the repository does not have, the answer is yes: it may.
  static func isActivated(
    _ product: Int32, of entry: Entry<Deployment>, isOffice: Bool, _ facts: Facts
  ) -> Bool {
    let services = facts.services
    let asksHosts = asksHosts(entry, isOffice: isOffice)
    let asksDirectories = asksDirectories(entry, isOffice: isOffice, facts)
    if entry.value.servedBy.isEmpty {
      return asksHosts && services.isActivatedByAnyHost(product)
        || asksDirectories
          && services.isActivatedByAnyDirectory(product, in: entry.value.forest)
    }
    for name in entry.value.servedBy {
      if let host = facts.inventory.hosts.index(of: name) {
        if asksHosts, services.hosts[host].activates(product) { return true }
      } else if let directory = facts.inventory.directories.index(of: name) {
        if asksDirectories, services.directories[directory].activates(product),
          isInForest(entry, directory, facts)
        {
          return true
        }
      } else {
        return true
      }
    }
    return false
  }

  /// Three of them, and how many there are.
  static func first(
    of entry: Entry<Deployment>, isOffice: Bool, _ facts: Facts
  ) -> (shown: [ServiceCoverage.Service], count: Int) {
    let services = facts.services
    let asksHosts = asksHosts(entry, isOffice: isOffice)
    let asksDirectories = asksDirectories(entry, isOffice: isOffice, facts)
    if entry.value.servedBy.isEmpty {
      let hosts = asksHosts ? services.hosts[...] : []
      // Of a forest nothing is counted: the first few speak for all.
      let directories =
        asksDirectories && entry.value.forest.map(services.hasDirectory) ?? true
        ? services.directories[...] : []
      let shown = hosts.prefix(3) + directories.prefix(3)
      return (Array(shown.prefix(3)), hosts.count + directories.count)
    }
    let asked = entry.value.servedBy.compactMap { name -> ServiceCoverage.Service? in
      if let host = facts.inventory.hosts.index(of: name) {
        return asksHosts ? services.hosts[host] : nil
      }
      guard asksDirectories, let directory = facts.inventory.directories.index(of: name),
        isInForest(entry, directory, facts)
      else { return nil }
      return services.directories[directory]
    }
    return (Array(asked.prefix(3)), asked.count)
  }

  /// Whether the machines could ask a directory if `servedBy` named it.
  static func mayAsk(
    directory name: String, _ entry: Entry<Deployment>, isOffice: Bool, _ facts: Facts
  ) -> Bool {
    guard let directory = facts.inventory.directories.index(of: name) else { return false }
    return asksDirectories(entry, isOffice: isOffice, facts)
      && isInForest(entry, directory, facts)
  }

  /// The activation type is that of Windows; Office has a setting of its own, which no field tells.
  private static func asksHosts(_ entry: Entry<Deployment>, isOffice: Bool) -> Bool {
    isOffice || entry.value.activationType != .ad
  }

  private static func asksDirectories(
    _ entry: Entry<Deployment>, isOffice: Bool, _ facts: Facts
  ) -> Bool {
    guard !facts.services.directories.isEmpty, isOffice || entry.value.activationType != .kms,
      entry.value.domainJoined != false
    else { return false }
    guard let os = entry.value.os else { return true }
    return !DirectoryActivation.isTooOld(os, facts)
  }

  private static func isInForest(
    _ entry: Entry<Deployment>, _ directory: Int, _ facts: Facts
  ) -> Bool {
    let directories = facts.inventory.directories.entries
    return directories[directory].value.isInForest(of: entry.value)
  }
}
