internal import KeyformCatalog
internal import KeyformCore

/// Parts bindings into those that stand as `keys: {NAME: [uses]}` in their deployment and those
/// that need an entry of their own.
struct ShortBindings {
  private(set) var byDeployment: [String: [Entry<Binding>]] = [:]
  let others: EntrySet<Binding>

  init(_ inventory: Inventory) {
    let deployments = NameLookup(inventory.deployments.entries.map(\.name))
    var cursor = deployments.cursor()
    var others: [Entry<Binding>] = []
    for entry in inventory.bindings.entries {
      let isAtHand = cursor.index(of: entry.value.deployment) >= 0
      if isAtHand, Self.saysNothingMore(entry) {
        byDeployment[entry.value.deployment, default: []].append(entry)
      } else {
        others.append(entry)
      }
    }
    self.others = EntrySet(sorted: others)
  }

  /// Whether the name is one that only the short form may have.
  static func needsShortForm(_ entry: Entry<Binding>) -> Bool {
    !EntryName.isValid(entry.name) && saysNothingMore(entry)
  }

  /// Whether the short form says all of it: the derived name, and no field but the use.
  private static func saysNothingMore(_ entry: Entry<Binding>) -> Bool {
    let binding = entry.value
    return binding.name == "\(binding.deployment).\(binding.key.name)" && !binding.use.isEmpty
      && binding.machines == nil && binding.activated == nil
      && binding.annotations == Annotations() && entry.ignores.isEmpty && entry.was == nil
  }
}
