/// What a key grants, and what its bindings ask of it.
package struct KeyBalance: Hashable, Sendable {
  package let state: KeyState
  package let quantity: Quantity?
  /// Activations left, as somebody read them.
  package let remaining: Observation?
  /// Machines of the activation bindings, those of other projects among them.
  package let machines: Int
  package let activated: Int
  /// Whether every binding says how many of its machines are activated.
  package let isActivatedKnown: Bool
  /// Activations still needed: machines that are not known to be activated.
  package let needed: Int
  /// Bindings that do not say how many machines they are for.
  package let uncounted: Int

  package init(
    state: KeyState, quantity: Quantity?, remaining: Observation?, machines: Int, activated: Int,
    isActivatedKnown: Bool, needed: Int, uncounted: Int
  ) {
    self.state = state
    self.quantity = quantity
    self.remaining = remaining
    self.machines = machines
    self.activated = activated
    self.isActivatedKnown = isActivatedKnown
    self.needed = needed
    self.uncounted = uncounted
  }

  package init(_ key: ProductKey, _ need: ActivationNeed) {
    self.init(
      state: key.state, quantity: key.quantity, remaining: key.remaining, machines: need.machines,
      activated: need.activated, isActivatedKnown: need.isActivatedKnown, needed: need.open,
      uncounted: need.uncounted)
  }

  /// Whether a machine that needs an activation is counted, or none is left uncounted.
  package var isNeedKnown: Bool { needed > 0 || uncounted == 0 }

  /// Whether anything is granted, counted or asked for.
  package var saysAnything: Bool {
    quantity != nil || remaining != nil || machines > 0 || uncounted > 0
  }

  /// Activations left once all bound machines are activated: from the count that was read, else
  /// from the quantity. Nil where neither is known, or where it is unlimited; below 0: too few.
  package var left: Int? {
    switch quantity {
    case .unlimited, .misstated: nil
    case .count(let granted): remaining.map { $0.count - needed } ?? granted - machines
    case nil: remaining.map { $0.count - needed }
    }
  }
}

extension KeyKind {
  /// Whether activations of keys of this kind are counted.
  package var isCounted: Bool {
    switch self {
    case .mak, .esuMAK, .retail, .oem: true
    case .gvlk, .csvlk, .avma, .setupDefault: false
    }
  }
}

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

  /// Of this project's bindings of the key at `index`.
  init(ofKey index: Int, _ side: ResolvedInventory) {
    for place in side.bindingsOfKey[index] {
      add(side.binding(place), on: side.deployment(ofBinding: place))
    }
  }

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
