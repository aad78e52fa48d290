internal import KeyformCore

enum KIND007VolumeEditions: Rule {
  static let metadata = RuleMetadata(
    id: "KIND007", name: "volume-editions", severity: .error,
    what: "Keys of a volume kind are for editions that are sold by volume licence.",
    why:
      "For Home, Single Language or IoT Enterprise no such key exists, and the rollout fails (0xC004F069).",
    fix: "Name an edition with volume keys (`keyform catalog list`), or correct `kind`.",
    source: "Microsoft: plan for volume activation; KMS client activation and product keys")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.noVolumeKeys])]

  private static func check(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    guard let kind = entry.value.keyKind, isVolume(kind) else { return nil }
    for product in entry.value.products {
      guard let traits = context.traits(of: product), !traits.hasVolumeKeys else { continue }
      return Finding(
        entry, at: ["products"], "there are no volume keys for this edition",
        """
        \(product.text) is not sold by volume licence, so no \(kind.rawValue) exists for it and \
        Windows refuses any (0xC004F069). \(metadata.fix)
        """)
    }
    return nil
  }

  /// A CSVLK names its group of products, not what it is installed on.
  private static func isVolume(_ kind: KeyKind) -> Bool {
    switch kind {
    case .gvlk, .mak, .avma, .esuMAK: true
    case .csvlk, .retail, .oem, .setupDefault: false
    }
  }
}
