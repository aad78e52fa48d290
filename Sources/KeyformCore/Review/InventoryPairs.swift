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
        guard let old else { return }
        let place = Int(old.origin.file)
        let isElsewhere = files.indices.contains(place) && files[place] != new.origin.file
        if isElsewhere, old === new || old.value == new.value { count += 1 }
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
      var entries: [Entry<Value>]?
      var place = 0
      pairs.forEach(type) { old, new in
        defer { place += 1 }
        if old === new { return }
        let ignores = old?.ignores ?? []
        if ignores == new.ignores { return }
        rules.formUnion(Set(ignores).symmetricDifference(new.ignores).map(\.rule))
        var changed = entries ?? pairs.after[type].entries
        entries = nil
        changed[place] = new.silenced(by: ignores)
        entries = changed
      }
      guard let entries else { return }
      inventory[type] = EntrySet(sorted: entries)
    }
  }

  /// A merge join: each entry after with the one that it was before.
  private func forEach<Value: Managed>(
    _ type: Value.Type, _ work: (Entry<Value>?, Entry<Value>) -> Void
  ) {
    let old = before[type].entries
    let renamed = renames[Value.kind]
    var left = 0
    for new in after[type].entries {
      // What both sides have from one file is one entry.
      if renamed.isEmpty, left < old.count, old[left] === new {
        left += 1
        work(new, new)
        continue
      }
      while left < old.count, old[left].name < new.name { left += 1 }
      if !renamed.isEmpty, let former = renamed.formerName(of: new.name) {
        work(before[type][former], new)
      } else {
        work(left < old.count && old[left].name == new.name ? old[left] : nil, new)
      }
    }
  }
}
