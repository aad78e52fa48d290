internal import KeyformCore

/// What the activation bindings of a key ask for, those of other projects among them. Bindings
/// without a number count as none.
struct ActivationNeed {
  private(set) var machines = 0
  private(set) var activated = 0
  /// Whether every binding that needs machines says how many are activated.
  private(set) var isActivatedKnown = true
  private(set) var open = 0
  private(set) var bindings = 0
  private var otherProjects = Set<String>()

  /// `index` into the facts' keys; `uses` of the same key by other projects.
  init(ofKey index: Int, _ uses: [ForeignUse], _ facts: Facts) {
    for binding in facts.bindingsOfKey[index] {
      let value = facts.binding(binding).value
      guard value.use.contains(.activation),
        let machines = value.machines
          ?? facts.deployment(ofBinding: Int(binding))?.value.machines
      else { continue }
      add(machines, value.activated?.count)
    }
    for use in uses where use.use.contains(.activation) {
      guard let machines = use.machines else { continue }
      add(machines, use.activated)
      otherProjects.insert(use.project)
    }
  }

  private mutating func add(_ machines: Int, _ done: Int?) {
    bindings += 1
    self.machines += machines
    activated += done ?? 0
    open += max(0, machines - (done ?? 0))
    if done == nil { isActivatedKnown = false }
  }

  var sentence: String {
    let need = bindings == 1 ? "needs" : "need"
    return "\(counted(bindings, "binding"))\(whose) \(need) \(counted(machines, "machine"))."
  }

  /// The other projects by name, three of them at most.
  private var whose: String {
    if otherProjects.isEmpty { return "" }
    let names = otherProjects.sorted().prefix(3).map { $0.isEmpty ? "nobody" : $0 }
    let rest = otherProjects.count - names.count
    return ", those of \(names.joined(separator: ", "))"
      + (rest > 0 ? " and \(counted(rest, "project")) more" : "") + " among them,"
  }
}
