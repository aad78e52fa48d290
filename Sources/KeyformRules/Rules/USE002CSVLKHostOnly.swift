internal import KeyformCore

enum USE002CSVLKHostOnly: Rule {
  static let metadata = RuleMetadata(
    id: "USE002", name: "csvlk-host-only", severity: .error,
    what: "A CSVLK is bound to no deployment; only KMS hosts and directories name it.",
    why: """
      Each machine that gets it becomes a KMS host and burns one of six host activations \
      (0xC004C008 when they are used up).
      """,
    fix: """
      Bind the edition's GVLK; name the CSVLK as `hostKey` of a host or directory. A machine that \
      already has it needs a GVLK to become a client again.
      """,
    source: "Microsoft: KMS activation planning; KMS client activation and product keys")

  static let checks: [RuleCheck] = [.binding(one(check), onlyIf: [.hostKey])]

  private static let check: RuleCheck.One<Binding> = { entry, index, context in
    guard let key = context.key(ofBinding: index), key.value.keyKind == .csvlk else { return nil }
    let gvlk = context.deployment(ofBinding: index).flatMap { deployment in
      deployment.value.os.flatMap {
        RightKey.entry(.gvlk, for: $0, release: deployment.value.release, context)
      }
    }
    let other = gvlk.map { "GVLK `\($0.name)`" } ?? "the edition's GVLK"
    return Finding(
      entry, at: ["key"], "a KMS host key is bound to a deployment",
      """
      CSVLK `\(key.name)` would go to the machines of `\(entry.value.deployment)`. \(metadata.why) \
      Bind \(other) instead, and name the CSVLK as `hostKey` of a host or directory. A machine \
      that already has it becomes a client again with the GVLK.
      """, related: [.init(key, "the key")])
  }
}
