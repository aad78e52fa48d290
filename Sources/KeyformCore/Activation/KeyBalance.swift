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
