/// Machines that shall have another edition or product than they have.
package struct EditionImpact: Hashable, Sendable {
  package enum Consequence: String, Hashable, Sendable, CaseIterable {
    /// The key changes the edition while the machine runs.
    case none
    case restart
    /// The catalogue knows no change by key.
    case reinstall
  }

  /// Ids of products.
  package let from: String
  package let to: String
  /// Whether an evaluation becomes licensed: by DISM, not by a key alone (rule KIND008).
  package let isEvaluation: Bool
  package let consequence: Consequence
  /// Only by hand at the machine.
  package let isByHand: Bool
  /// The build that machines must have before.
  package let minimumBuild: String?
  package var machines: ConcernedMachines

  package init(
    from: String, to: String, isEvaluation: Bool, consequence: Consequence, isByHand: Bool,
    minimumBuild: String?, machines: ConcernedMachines
  ) {
    self.from = from
    self.to = to
    self.isEvaluation = isEvaluation
    self.consequence = consequence
    self.isByHand = isByHand
    self.minimumBuild = minimumBuild
    self.machines = machines
  }
}
