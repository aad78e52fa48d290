/// What a target holds for one project.
package struct StoredInventory: Sendable {
  package private(set) var inventory: Inventory
  /// The stored value of each key, parallel to `inventory.keys.entries`; nil where sealed, and
  /// where the role may not read it.
  package let materials: [KeyMaterial?]
  /// Nil where the role may not read it, or not the values of keys: no row has a digest then, and
  /// what is planned from it is a preview.
  package let digestKey: DigestKey?
  /// The unmanaged rows (project `''`), as seen from their side: a key without a project is
  /// unmanaged, and one of this project has its name in front.
  package private(set) var unmanaged: Inventory
  /// Parallel to `unmanaged.keys.entries`.
  package let unmanagedMaterials: [KeyMaterial?]
  package let neighbours: OtherProjects
  /// Of the target, as it was when the rows were read.
  package let condition: TargetCondition
  /// Digest of the catalogue of the project's last change set; nil where there is none.
  package let catalog: String?
  /// What the target remembers of the project.
  package let memory: TargetMemory
  /// Unmanaged rows that cannot be read, which are left out.
  package let unreadable: [UnreadableRow]

  package init(
    inventory: Inventory, materials: [KeyMaterial?], digestKey: DigestKey?,
    unmanaged: Inventory = .empty, unmanagedMaterials: [KeyMaterial?] = [],
    neighbours: OtherProjects = .none, condition: TargetCondition = .empty,
    catalog: String? = nil, memory: TargetMemory = .none, unreadable: [UnreadableRow] = []
  ) {
    self.inventory = inventory
    self.materials = materials
    self.digestKey = digestKey
    self.unmanaged = unmanaged
    self.unmanagedMaterials = unmanagedMaterials
    self.neighbours = neighbours
    self.condition = condition
    self.catalog = catalog
    self.memory = memory
    self.unreadable = unreadable
  }

  /// Whether it was read by a role that sees no values: keys are told apart by tail and check value.
  package var isPreview: Bool { digestKey == nil }

  /// Of a target that does not exist yet or has no tables: nothing can have a base there.
  package static var empty: StoredInventory {
    StoredInventory(inventory: .empty, materials: [], digestKey: .random())
  }
}

extension StoredInventory {
  /// A preview with the values of public keys where tail and check value are those that `desired` has
  /// for the name: nothing says that they differ.
  package func supposing(_ desired: Inventory) -> StoredInventory {
    supposing { name in desired.keys[name]?.value.publicValue.map { [$0] } ?? [] }
  }

  /// The same with the values that `records` of the journal say the row had.
  package func supposing(_ records: [JournalRecord]) -> StoredInventory {
    guard isPreview else { return self }
    var values: [String: [KeyMaterial]] = [:]
    for record in records where record.address.kind == .key {
      for document in [record.before, record.after] {
        guard
          let text = JournalReplay.fields(document)?[ProductKey.Field.value.rawValue]?.string,
          let value = KeyMaterial(canonical: text)
        else { continue }
        for name in [record.address.name, record.previousName].compactMap({ $0 }) {
          values[name, default: []].append(value)
        }
      }
    }
    return supposing { values[$0] ?? [] }
  }

  private func supposing(_ values: (String) -> [KeyMaterial]) -> StoredInventory {
    guard isPreview else { return self }
    var supposed = self
    supposed.inventory = Self.supposing(values, in: inventory)
    supposed.unmanaged = Self.supposing(values, in: unmanaged)
    return supposed
  }

  private static func supposing(
    _ values: (String) -> [KeyMaterial], in rows: Inventory
  ) -> Inventory {
    var rows = rows
    let keys = rows.keys.entries.map { entry in
      guard !entry.value.isSecret, entry.value.publicValue == nil,
        let identity = entry.value.identity,
        let value = values(entry.name).first(where: { KeyIdentity(of: $0) == identity })
      else { return entry }
      var key = entry.value
      key.publicValue = value
      return entry.with(key)
    }
    rows.keys = EntrySet(sorted: keys)
    return rows
  }
}

/// A unmanaged row that cannot be read. Who does not take it over need not mind.
package struct UnreadableRow: Hashable, Sendable {
  package let address: Address
  /// As a sentence that follows the row's name.
  package let problem: String

  package init(address: Address, problem: String) {
    self.address = address
    self.problem = problem
  }

  /// For messages.
  package var shown: String {
    address.name.isEmpty ? "an unmanaged \(address.kind.rawValue)" : "unmanaged \(address)"
  }
}

extension StoredInventory {
  /// Whether two readings of one target gave the same rows, values, neighbours and memory: what was judged
  /// of the one holds for the other.
  package func isSame(as other: StoredInventory) -> Bool {
    inventory.isSame(as: other.inventory) && materials == other.materials
      && unmanaged.isSame(as: other.unmanaged) && unmanagedMaterials == other.unmanagedMaterials
      && neighbours.isSame(as: other.neighbours) && catalog == other.catalog
      && unreadable == other.unreadable && memory == other.memory
  }
}

extension OtherProjects {
  fileprivate func isSame(as other: OtherProjects) -> Bool {
    guard uses == other.uses, keys.count == other.keys.count else { return false }
    return keys.allSatisfy { project, keys in
      other.keys[project].map { keys.isSame(as: $0) } ?? false
    }
  }
}
