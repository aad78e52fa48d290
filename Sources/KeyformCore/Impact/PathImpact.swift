/// Machines of one product that get, lose or change their way to activate.
package struct PathImpact: Hashable, Sendable {
  package enum Change: String, Hashable, Sendable, CaseIterable {
    /// There was a way to activate, and there is none any more.
    case loses
    /// There is a key, and nothing that would answer it.
    case lacks
    case changes
    case gains

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    static func isBefore(_ left: Change, _ right: Change) -> Bool { left.rank < right.rank }
  }

  package let change: Change
  /// The product's id, of Windows as it is afterwards; of a way that is lost as it was.
  package let product: String
  package let before: ActivationPaths
  package let after: ActivationPaths
  package var machines: ConcernedMachines

  package init(
    product: String, before: ActivationPaths, after: ActivationPaths, machines: ConcernedMachines
  ) {
    change = Self.change(before, after)
    self.product = product
    self.before = before
    self.after = after
    self.machines = machines
  }

  private static func change(_ before: ActivationPaths, _ after: ActivationPaths) -> Change {
    switch (before.isWay, after.isWay) {
    case (true, true): .changes
    case (true, false): .loses
    case (false, true): .gains
    case (false, false): after.isEmpty ? .loses : .lacks
    }
  }
}
