internal import KeyformCore

enum USE001MAKActivationOnly: Rule {
  static let metadata = RuleMetadata(
    id: "USE001", name: "mak-activation-only", severity: .error,
    what: "Keys of kind mak and esu-mak are used for activation only.",
    why: """
      The key that Setup asks for selects an image, and a MAK is refused there as invalid: the \
      rollout stops.
      """,
    fix: """
      Write `use: [activation]`. For installation take the edition's GVLK, or no key at all with \
      volume media.
      """,
    source: "ACMP manual; Microsoft: answer file reference, Shell-Setup ProductKey")

  static let checks: [RuleCheck] = [
    .binding(one(checkBinding), onlyIf: [.installation]), .key(one(checkKey), onlyIf: [.use]),
  ]

  private static let checkBinding: RuleCheck.One<Binding> = { entry, index, context in
    guard entry.value.use.contains(.installation), let key = context.key(ofBinding: index),
      key.value.isMAK
    else { return nil }
    let gvlk = context.deployment(ofBinding: index).flatMap { deployment in
      deployment.value.imageEditions.first.flatMap {
        RightKey.entry(.gvlk, for: $0, release: deployment.value.release, context)
      }
    }
    let other = gvlk.map { "GVLK `\($0.name)`" } ?? "a GVLK"
    return Finding(
      entry, at: ["use"], "a MAK cannot be used for installation",
      """
      MAK `\(key.name)` is bound for installation: Setup refuses a MAK as an image key and the \
      rollout stops. Bind \(other) for installation, or no key with volume media, and keep the \
      MAK for activation.
      """, related: [.init(key, "the key")])
  }

  private static func checkKey(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    guard let use = entry.value.use, use.contains(.installation), entry.value.isMAK else {
      return nil
    }
    return Finding(
      entry, at: ["use"], "a MAK cannot be used for installation",
      """
      `use` allows to bind this MAK for installation: Setup refuses a MAK as an image key and the \
      rollout stops. \(metadata.fix)
      """)
  }
}
