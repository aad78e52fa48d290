/// A change of edition by key that Windows supports. What is not in the catalogue is not supported.
///
/// Source: Windows edition upgrade paths (`edition-upgrades` of catalog/sources.yaml).
package struct EditionChange: Hashable, Sendable {
  package let id: String
  package internal(set) var from: ProductID
  package internal(set) var to: ProductID
  package let direction: Direction
  package let needsRestart: Bool
  /// Only by hand at the machine: management tools do not offer it.
  package let isByHand: Bool
  /// The build that the machine must have before the key is installed (rule USE013).
  package let minimumBuild: String?
  package let provenance: Provenance

  package enum Direction: String, Sendable, CaseIterable {
    case up, down
  }

  package init(
    id: String, from: ProductID, to: ProductID, direction: Direction, needsRestart: Bool,
    isByHand: Bool, minimumBuild: String?, provenance: Provenance
  ) {
    self.id = id
    self.from = from
    self.to = to
    self.direction = direction
    self.needsRestart = needsRestart
    self.isByHand = isByHand
    self.minimumBuild = minimumBuild
    self.provenance = provenance
  }
}
