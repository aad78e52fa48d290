internal import KeyformCore

enum BIND002KeyLimits: Rule {
  static let metadata = RuleMetadata(
    id: "BIND002", name: "key-limits", severity: .error,
    what: "A binding keeps the limits that its key states in `use` and `architectures`.",
    why:
      "Whoever answers for the key has limited it, by contract or because another key serves the rest.",
    fix: "Bind another key for that use or architecture, or widen the key's limits.",
    source: "Keyform, file format; ACMP states use and architecture on each key")

  static let checks: [RuleCheck] = [.binding(one(check), onlyIf: [.limitedKey])]

  private static let check: RuleCheck.One<Binding> = { entry, index, context in
    guard let key = context.key(ofBinding: index) else { return nil }
    let allowed = key.value.use
    if let allowed, !entry.value.use.isSubset(of: allowed) {
      // A MAK for installation is rule USE001's, whatever the key states.
      let beyond = entry.value.use.subtracting(allowed)
      guard beyond != .installation || !key.value.isMAK else {
        return nil
      }
      return Finding(
        entry, at: ["use"], "the key may not be used for \(beyond.words.joined(separator: ", "))",
        """
        `\(key.name)` states `use: [\(allowed.words.joined(separator: ", "))]`. \(metadata.advice)
        """,
        related: [.init(key, "the key's limits")])
    }
    guard !key.value.architectures.isEmpty, let deployment = context.deployment(ofBinding: index)
    else { return nil }
    // Unknown names are rule ARCH006's.
    guard key.value.architectures.allSatisfy(\.isKnown) else { return nil }
    let beyond = deployment.value.architectures.filter {
      $0.isKnown && !key.value.architectures.contains($0)
    }
    guard !beyond.isEmpty else { return nil }
    let names = beyond.map(\.text).joined(separator: ", ")
    return Finding(
      entry, at: ["key"], "the key may not be used on \(names)",
      """
      `\(key.name)` states `architectures: \
      [\(key.value.architectures.map(\.text).joined(separator: ", "))]`, and `\(deployment.name)` \
      installs \(names). \(metadata.advice)
      """,
      related: [.init(key, "the key's limits"), .init(deployment, "the deployment")])
  }
}
