/// The active keys that the machines of one deployment activate with, whatever product they are for.
/// Add-on keys are none of them: they license something on top.
struct DeploymentKeys {
  struct Grant {
    /// Place of the binding.
    let binding: Int32
    let key: Entry<ProductKey>
    /// What the binding, else the deployment, says; nil: nothing.
    let machines: Int?

    var isGVLK: Bool { key.value.keyKind == .gvlk }
  }

  /// In the order of the bindings' names.
  private(set) var grants: [Grant] = []
  /// Whether a binding for activation leads to a key that is not known here: it may be any.
  private(set) var hasUnknown = false

  init(of index: Int, _ side: ResolvedInventory) {
    let entry = side.inventory.deployments.entries[index]
    for place in side.bindingsOfDeployment[index] {
      let binding = side.inventory.bindings.entries[Int(place)]
      guard binding.value.use.contains(.activation) else { continue }
      guard let number = side.keyIndex(ofBinding: Int(place)) else {
        hasUnknown = true
        continue
      }
      let key = side.keys[number]
      guard key.value.state == .active, key.value.keyKind != .esuMAK else { continue }
      grants.append(
        Grant(
          binding: place, key: key, machines: binding.value.machines ?? entry.value.machines))
    }
  }
}

/// How many machines of one deployment have some of its keys, counted from above: keys by
/// architecture, and several Office products, may stand on the same machines.
struct MachineSum {
  private var total = 0
  private var isKnown = true

  mutating func add(_ machines: Int?) {
    guard let machines else {
      isKnown = false
      return
    }
    let (sum, isTooLarge) = total.addingReportingOverflow(machines)
    total = isTooLarge ? .max : sum
  }

  /// No more than the deployment has; nil: not known.
  func capped(by machines: Int?) -> Int? { isKnown ? min(total, machines ?? total) : nil }
}
