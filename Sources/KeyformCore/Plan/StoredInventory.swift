/// What a target holds for one project.
package struct StoredInventory: Sendable {
  package let inventory: Inventory
  /// The stored value of each key, parallel to `inventory.keys.entries`; nil where sealed.
  package let materials: [KeyMaterial?]
  package let digestKey: DigestKey

  package init(inventory: Inventory, materials: [KeyMaterial?], digestKey: DigestKey) {
    self.inventory = inventory
    self.materials = materials
    self.digestKey = digestKey
  }

  /// Of a target that does not exist yet or has no tables: nothing can have a base there.
  package static var empty: StoredInventory {
    StoredInventory(inventory: .empty, materials: [], digestKey: .random())
  }
}
