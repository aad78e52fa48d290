/// Rows that go and rows that come, by kind.
struct EntryReplacement {
  /// By the rank of the kind.
  private var gone = [[String]](repeating: [], count: EntityKind.allCases.count)
  private var added = [[Entity]](repeating: [], count: EntityKind.allCases.count)
  private(set) var isEmpty = true

  mutating func remove(_ address: Address) {
    isEmpty = false
    gone[address.kind.rank].append(address.name)
  }

  mutating func add(_ entity: Entity) {
    isEmpty = false
    added[entity.kind.rank].append(entity)
  }

  func applied(to stored: Inventory) -> Inventory {
    var work = Work(replacement: self, inventory: stored)
    EntityKind.visitAll(&work)
    return work.inventory
  }

  private struct Work: KindVisitor {
    let replacement: EntryReplacement
    var inventory: Inventory

    /// A merge join: plans bring their changes in the order of names.
    mutating func visit<Value: Managed>(_ type: Value.Type) {
      let names = replacement.gone[Value.kind.rank]
      let comes = replacement.added[Value.kind.rank]
      if names.isEmpty, comes.isEmpty { return }
      let stored = inventory[type]
      var gone = NameLookup(names.sorted()).cursor()
      let added = EntrySet(comes.compactMap { $0.entry(of: type) }).entries
      var entries: [Entry<Value>] = []
      entries.reserveCapacity(stored.count + added.count)
      var next = 0
      for entry in stored.entries where names.isEmpty || gone.index(of: entry.name) < 0 {
        while next < added.count, added[next].name < entry.name {
          entries.append(added[next])
          next += 1
        }
        entries.append(entry)
      }
      entries.append(contentsOf: added[next...])
      inventory[type] = EntrySet(sorted: entries)
    }
  }
}

extension Inventory {
  /// Of rows with different addresses.
  package init(_ entities: [Entity]) {
    var replacement = EntryReplacement()
    for entity in entities { replacement.add(entity) }
    self = replacement.applied(to: .empty)
  }
}
