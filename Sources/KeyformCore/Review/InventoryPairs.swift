/// Entries of two inventories that are one and the same, renamed or not.
package struct InventoryPairs {
  private let before: Inventory
  private let after: Inventory
  private let renames: Renames

  package init(_ before: Inventory, _ after: Inventory, _ renames: Renames) {
    self.before = before
    self.after = after
    self.renames = renames
  }

  /// The new addresses of renamed entries, by those before.
  package var renamed: [Address: Address] {
    var renamed: [Address: Address] = [:]
    for claim in renames.claims where claim.outcome == .renames {
      renamed[claim.formerAddress] = claim.address
    }
    return renamed
  }

  /// Entries that are as they were and stand in another file. `files` has for each file of `before`
  /// the place that the file of that path has after; -1: none.
  package func moved(_ files: [Int32]) -> Int {
    var counting = Counting(pairs: self, files: files)
    EntityKind.visitAll(&counting)
    return counting.count
  }

  private struct Counting: KindVisitor {
    let pairs: InventoryPairs
    let files: [Int32]
    var count = 0

    mutating func visit<Value: Managed>(_ type: Value.Type) {
      pairs.forEach(type) { old, new in
        guard let old else { return new }
        let place = Int(old.origin.file)
        let isElsewhere = files.indices.contains(place) && files[place] != new.origin.file
        if isElsewhere, old.value == new.value { count += 1 }
        return new
      }
    }
  }

  /// The entries after, silenced as they were before: one that is new is not. `rules` are those that
  /// were silenced otherwise; none: the entries are `after`.
  package func silencedAsBefore() -> (inventory: Inventory, rules: Set<String>) {
    var work = Silencing(pairs: self, inventory: after)
    EntityKind.visitAll(&work)
    return (work.inventory, work.rules)
  }

  private struct Silencing: KindVisitor {
    let pairs: InventoryPairs
    var inventory: Inventory
    var rules = Set<String>()

    mutating func visit<Value: Managed>(_ type: Value.Type) {
      var differing = Set<String>()
      let entries = pairs.forEach(type) { old, new in
        let ignores = old?.ignores ?? []
        if ignores == new.ignores { return new }
        differing.formUnion(Set(ignores).symmetricDifference(new.ignores).map(\.rule))
        return new.silenced(by: ignores)
      }
      if differing.isEmpty { return }
      rules.formUnion(differing)
      inventory[type] = EntrySet(sorted: entries)
    }
  }

  /// A merge join: what `work` makes of each entry after and the one that it was before.
  @discardableResult
  private func forEach<Value: Managed>(
    _ type: Value.Type, _ work: (Entry<Value>?, Entry<Value>) -> Entry<Value>
  ) -> [Entry<Value>] {
    let old = before[type].entries
    let renamed = renames[Value.kind]
    var left = 0
    return after[type].entries.map { new in
      while left < old.count, old[left].name < new.name { left += 1 }
      if !renamed.isEmpty, let former = renamed.formerName(of: new.name) {
        return work(before[type][former], new)
      }
      return work(left < old.count && old[left].name == new.name ? old[left] : nil, new)
    }
  }
}
