internal import KeyformCore

extension LintContext {
  /// What adds up to the machines that a key is bound for: this project's activation bindings, those
  /// for most machines first, and behind them the deployments whose `machines` count because the
  /// binding states none. Bindings of other projects stand in no file here.
  ///
  /// `index` is one into `keys`.
  func addends(ofKey index: Int) -> [Finding.RelatedEntry] {
    let counting = bindingsOfKey[index].compactMap { place -> Counting? in
      let binding = binding(place)
      guard binding.value.use.contains(.activation) else { return nil }
      if let machines = binding.value.machines {
        return Counting(machines: machines, binding: binding, deployment: nil)
      }
      guard let deployment = deployment(ofBinding: Int(place)),
        let machines = deployment.value.machines
      else { return nil }
      return Counting(machines: machines, binding: binding, deployment: deployment)
    }.sorted { $0.isBefore($1) }
    return counting.map { item in
      let field = item.deployment == nil ? ["machines"] : []
      return .init(item.binding, at: field, counted(item.machines, "machine"))
    }
      + counting.compactMap { item in
        item.deployment.map {
          .init($0, at: ["machines"], "counts for \(item.binding.value.address)")
        }
      }
  }

  private struct Counting {
    let machines: Int
    let binding: Entry<Binding>
    /// The one whose machines count; nil where the binding states its own.
    let deployment: Entry<Deployment>?

    func isBefore(_ other: Counting) -> Bool {
      machines == other.machines
        ? binding.origin.isBefore(other.binding.origin) : machines > other.machines
    }
  }
}
