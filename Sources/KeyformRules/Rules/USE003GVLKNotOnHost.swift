internal import KeyformCore

enum USE003GVLKNotOnHost: Rule {
  static let metadata = RuleMetadata(
    id: "USE003", name: "gvlk-not-on-host", severity: .error,
    what: "The host key of a KMS host or a directory is a CSVLK; a GVLK or any other kind is none.",
    why:
      "The role refuses it (0xC004F050), and the clients of the host are never activated (0xC004F039).",
    fix: "Name a key of kind csvlk as `hostKey`.",
    source: "Microsoft: activate using KMS, with VAMT")

  static let checks: [RuleCheck] = [
    .host({ entry, _, context in findings(entry, entry.value.hostKeys, "a KMS host", context) }),
    .directory({ entry, _, context in findings(entry, entry.value.hostKeys, "a directory", context)
    }),
  ]

  private static func findings<Value: Managed>(
    _ entry: Entry<Value>, _ references: [KeyReference], _ what: String, _ context: LintContext
  ) -> [Finding] {
    references.compactMap { reference in
      guard let key = context.key(reference), let kind = key.value.keyKind, kind != .csvlk else {
        return nil
      }
      return Finding(
        entry, at: ["hostKey"], "a \(kind.rawValue) is the host key of \(what)",
        """
        `\(reference)` is a \(kind.rawValue). \(metadata.why) Name the organisation's CSVLK as \
        `hostKey`\(kind == .gvlk ? "; the GVLK belongs on the clients" : "").
        """,
        related: [.init(key, "the key")])
    }
  }
}
