internal import KeyformCore

/// Which keys deployments could use and do not.
struct BetterKeys: Sendable {
  /// A deployment without any binding that several keys could activate.
  struct Unbound: Sendable {
    /// Index into the inventory's deployments.
    let deployment: Int
    let count: Int
    /// Indexes of the first by name.
    let first: [Int]
  }

  /// A deployment whose key runs low while another one lies unused.
  struct Better: Sendable {
    let deployment: Int
    let bound: Int
    let other: Int
    /// Activations that the other one has left.
    let left: Int
  }

  static let namesShown = 5

  private(set) var unbound: [Unbound] = []
  private(set) var better: [Better] = []
  /// Indexes of keys that nothing uses.
  let unused: [Int]

  init(_ context: LintContext) {
    unused = Self.unused(context)
    unbound = Self.unbound(context)
    better = Self.better(than: unused, context)
  }

  /// Keys that are named as a choice.
  var offered: Set<Int> { Set(unbound.flatMap(\.first) + better.map(\.other)) }

  /// Active keys of this project that nothing uses: no binding, no host, no directory, no other
  /// project.
  ///
  /// Where the repository has no bindings, keys may be used by what it does not describe; the same
  /// holds of host keys where it has neither hosts nor directories.
  ///
  /// As indexes into the inventory's keys, ascending.
  private static func unused(_ context: LintContext) -> [Int] {
    let inventory = context.inventory
    let hasBindings = inventory.bindings.count > 0
    let hasHosts = inventory.hosts.count + inventory.directories.count > 0
    guard hasBindings || hasHosts else { return [] }
    let references =
      inventory.hosts.entries.flatMap(\.value.hostKeys)
      + inventory.directories.entries.flatMap(\.value.hostKeys)
    let named = Set(references.lazy.filter { $0.project == nil }.map(\.name))
    let entries = inventory.keys.entries
    return entries.indices.filter { index in
      guard context.bindingsOfKey.count(of: index) == 0 else { return false }
      let entry = entries[index]
      guard let kind = entry.value.keyKind, entry.value.state == .active,
        kind == .csvlk ? hasHosts : hasBindings, entry.value.sharedWith.isEmpty
      else { return false }
      return !named.contains(entry.name)
        && context.crossProjectUses(of: KeyReference(name: entry.name)).isEmpty
    }
  }

  private static func unbound(_ context: LintContext) -> [Unbound] {
    let deployments = context.inventory.deployments.entries
    let free = deployments.indices.filter { context.bindingsOfDeployment.count(of: $0) == 0 }
    if free.isEmpty { return [] }
    var candidates: [String: (count: Int, first: [Int])] = [:]
    for (index, entry) in context.inventory.keys.entries.enumerated()
    where entry.value.state == .active
      && (entry.value.keyKind == .gvlk || entry.value.keyKind == .mak)
    {
      for product in entry.value.products where product.slot >= 0 {
        var found = candidates[product.text] ?? (0, [])
        found.count += 1
        if found.first.count < namesShown { found.first.append(index) }
        candidates[product.text] = found
      }
    }
    return free.compactMap { index in
      let deployment = deployments[index].value
      guard let os = deployment.os else { return nil }
      let plain = candidates[os.text]
      let released = deployment.release.flatMap { candidates["\(os.text)@\($0)"] }
      let count = (plain?.count ?? 0) + (released?.count ?? 0)
      guard count > 1 else { return nil }
      let first = ((plain?.first ?? []) + (released?.first ?? [])).sorted().prefix(namesShown)
      return Unbound(deployment: index, count: count, first: Array(first))
    }
  }

  private static func better(than unused: [Int], _ context: LintContext) -> [Better] {
    let entries = context.inventory.keys.entries
    // The one with most left, by kind and product.
    var fullest: [String: (index: Int, left: Int)] = [:]
    for index in unused where entries[index].value.isMAK {
      guard let left = left(of: entries[index].value) else { continue }
      for product in entries[index].value.products {
        let slot = Self.slot(entries[index].value, product)
        if let known = fullest[slot], known.left >= left { continue }
        fullest[slot] = (index, left)
      }
    }
    if fullest.isEmpty { return [] }
    return entries.indices.flatMap { index -> [Better] in
      let key = entries[index].value
      guard key.state == .active, key.isMAK,
        let remaining = key.remaining, context.lowCount.isAbove(remaining.count, of: key.quantity)
      else { return [] }
      let others = key.products.compactMap { fullest[slot(key, $0)] }
      guard let other = others.max(by: { $0.left < $1.left }), other.left > remaining.count else {
        return []
      }
      return context.bindingsOfKey[index].compactMap { binding in
        guard context.binding(binding).value.use.contains(.activation),
          let deployment = context.deploymentIndex(ofBinding: Int(binding))
        else { return nil }
        return Better(deployment: deployment, bound: index, other: other.index, left: other.left)
      }
    }
  }

  private static func slot(_ key: ProductKey, _ product: ProductID) -> String {
    "\(key.keyKind?.rawValue ?? "") \(product.text)"
  }

  private static func left(of key: ProductKey) -> Int? {
    if let remaining = key.remaining { return remaining.count }
    switch key.quantity {
    case .count(let count): return count
    case .unlimited: return .max
    case .misstated, nil: return nil
    }
  }
}
