/// What a target holds for one project.
package struct StoredInventory: Sendable {
  package let inventory: Inventory
  /// The stored value of each key, parallel to `inventory.keys.entries`; nil where sealed.
  package let materials: [KeyMaterial?]
  package let digestKey: DigestKey
  /// The rows of nobody (project `''`), as seen from nobody's side: a key without a project is
  /// nobody's, and one of this project has its name in front.
  package let nobody: Inventory
  /// Parallel to `nobody.keys.entries`.
  package let nobodysMaterials: [KeyMaterial?]
  package let neighbours: Neighbours

  package init(
    inventory: Inventory, materials: [KeyMaterial?], digestKey: DigestKey,
    nobody: Inventory = .empty, nobodysMaterials: [KeyMaterial?] = [],
    neighbours: Neighbours = .none
  ) {
    self.inventory = inventory
    self.materials = materials
    self.digestKey = digestKey
    self.nobody = nobody
    self.nobodysMaterials = nobodysMaterials
    self.neighbours = neighbours
  }

  /// Of a target that does not exist yet or has no tables: nothing can have a base there.
  package static var empty: StoredInventory {
    StoredInventory(inventory: .empty, materials: [], digestKey: .random())
  }
}
