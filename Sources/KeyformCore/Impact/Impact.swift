/// What a plan means for licences, beside what it does to rows: activations, ways to activate, counts
/// of KMS hosts, ends of support, changes of edition. Only what the plan changes is in it.
package struct Impact: Hashable, Sendable {
  /// Keys with counted activations, by reference.
  package var keys: [KeyImpact] = []
  /// Machines that get, lose or change their way to activate, by kind of change and product.
  package var paths: [PathImpact] = []
  /// KMS hosts and directories that other machines ask than before, by address.
  package var services: [ServiceImpact] = []
  /// What leaves support soon among what the plan touches, by day and product.
  package var supportEnds: [SupportImpact] = []
  /// By the two editions.
  package var editions: [EditionImpact] = []

  package init() {}

  package static let none = Impact()

  package var isEmpty: Bool {
    keys.isEmpty && paths.isEmpty && services.isEmpty && supportEnds.isEmpty && editions.isEmpty
  }
}

/// The machines that one line of an impact is about, and where they come from.
package struct ConcernedMachines: Hashable, Sendable {
  package var count = 0
  /// Deployments that do not say how many machines they have.
  package var uncounted = 0
  /// Names in byte order.
  package var deployments: [String] = []
  /// Names in byte order.
  package var bindings: [String] = []

  package init() {}

  mutating func add(_ machines: Int?) {
    if let machines { count += machines } else { uncounted += 1 }
  }
}
