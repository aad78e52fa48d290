/// The names that a plan's keys and deployments had before: bindings that follow a rename stay with
/// what they were bound to.
struct RenamedNames {
  private var keys: [String: String] = [:]
  private var deployments: [String: String] = [:]

  init(_ changes: [Change]) {
    for change in changes {
      guard case .update(_, let after) = change.step, let former = change.formerName else {
        continue
      }
      switch after {
      case .key(let entry): keys[former] = entry.name
      case .deployment(let entry): deployments[former] = entry.name
      case .binding, .host, .directory: break
      }
    }
  }

  /// Whether a binding still hands the same key to the same deployment.
  func isBoundAlike(_ from: Binding, _ to: Binding) -> Bool {
    let key =
      from.key.project == nil
      ? KeyReference(name: keys[from.key.name] ?? from.key.name) : from.key
    return key == to.key && deployments[from.deployment] ?? from.deployment == to.deployment
  }
}
