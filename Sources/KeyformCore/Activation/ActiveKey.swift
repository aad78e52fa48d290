/// An active key that machines of a deployment activate with, whatever product it is for. An add-on
/// key is none: it licenses something on top.
struct ActiveKey {
  /// Place of the binding.
  let binding: Int32
  let key: Entry<ProductKey>
  /// What the binding, else the deployment, says; nil: nothing.
  let machines: Int?

  var isGVLK: Bool { key.value.keyKind == .gvlk }
}

extension ResolvedInventory {
  /// Those of the deployment at `index`, in the order of the bindings' names.
  func forEachActiveKey(of index: Int, _ body: (ActiveKey) -> Void) {
    let deployment = inventory.deployments.entries[index]
    for place in bindingsOfDeployment[index] {
      let binding = inventory.bindings.entries[Int(place)]
      guard binding.value.use.contains(.activation), let number = keyIndex(ofBinding: Int(place))
      else { continue }
      let key = keys[number]
      guard key.value.state == .active, key.value.keyKind != .esuMAK else { continue }
      body(
        ActiveKey(
          binding: place, key: key, machines: binding.value.machines ?? deployment.value.machines))
    }
  }

  /// Whether a binding for activation leads to a key that is not known here: it may be any.
  func hasUnknownKey(of index: Int) -> Bool {
    bindingsOfDeployment[index].contains { place in
      inventory.bindings.entries[Int(place)].value.use.contains(.activation)
        && keyIndex(ofBinding: Int(place)) == nil
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
