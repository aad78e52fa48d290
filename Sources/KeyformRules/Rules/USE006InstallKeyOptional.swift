internal import KeyformCore

enum USE006InstallKeyOptional: Rule {
  static let metadata = RuleMetadata(
    id: "USE006", name: "install-key-optional", severity: .info,
    what: "Volume media need no key for installation.",
    why: "They carry the GVLK of their edition already; one key less is one less to keep.",
    fix: "Leave installation out of `use`, unless the key is to pick one of several editions.",
    source: "ACMP manual; Microsoft: KMS client activation and product keys")

  static let checks: [RuleCheck] = [.binding(one(check), onlyIf: [.installation])]

  private static let check: RuleCheck.One<Binding> = { entry, index, context in
    guard entry.value.use.contains(.installation), let key = context.key(ofBinding: index)?.value,
      key.keyKind == .gvlk || key.keyKind == .setupDefault,
      let deployment = context.deployment(ofBinding: index)?.value, deployment.media == .volume
    else { return nil }
    let editions = deployment.imageEditions
    // With several editions in the medium the key picks one; Office media are others.
    guard editions.count == 1,
      ProductMatch.fits(key.products, editions[0], release: deployment.release)
    else { return nil }
    return Finding(entry, at: ["use"], "volume media need no key for installation", metadata.advice)
  }
}
