/// What the activation bindings of one key ask for, those of other projects among them. Bindings
/// without a number count as none (rule CNT001).
package struct ActivationNeed: Hashable, Sendable {
  /// Bindings that say how many machines they are for.
  package private(set) var bindings = 0
  /// Bindings that do not.
  package private(set) var uncounted = 0
  package private(set) var machines = 0
  package private(set) var activated = 0
  /// Machines that are not activated yet, as far as bindings say how many are.
  package private(set) var open = 0
  /// Whether every binding that needs machines says how many are activated.
  package private(set) var isActivatedKnown = true
  /// Projects that use the key besides this one; empty for unmanaged rows.
  package private(set) var otherProjects: Set<String> = []

  package init() {}

  /// Takes in a binding of this project; one that does not activate asks for nothing.
  package mutating func add(_ binding: Binding, on deployment: Deployment?) {
    guard binding.use.contains(.activation) else { return }
    add(binding.machines ?? deployment?.machines, binding.activated?.count)
  }

  /// Takes in what another project uses.
  package mutating func add(_ use: CrossProjectUse) {
    guard use.use.contains(.activation) else { return }
    add(use.machines, use.activated)
    if use.machines != nil { otherProjects.insert(use.project) }
  }

  private mutating func add(_ machines: Int?, _ done: Int?) {
    guard let machines else {
      uncounted += 1
      return
    }
    bindings += 1
    self.machines += machines
    activated += done ?? 0
    open += max(0, machines - (done ?? 0))
    if done == nil { isActivatedKnown = false }
  }
}
