internal import KeyformCore

extension ActivationNeed {
  /// `index` into the facts' keys; `uses` of the same key by other projects.
  init(ofKey index: Int, _ uses: [CrossProjectUse], _ facts: LintContext) {
    self.init()
    for binding in facts.bindingsOfKey[index] {
      add(
        facts.binding(binding).value,
        on: facts.deployment(ofBinding: Int(binding))?.value)
    }
    for use in uses { add(use) }
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
