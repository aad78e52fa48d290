internal import KeyformCore

enum KIND005GVLKNotRetail: Rule {
  static let metadata = RuleMetadata(
    id: "KIND005", name: "gvlk-not-retail", severity: .error,
    what: "A GVLK is not bound to retail media, unless the deployment is converted from retail.",
    why:
      "It never activates against Microsoft and is no retail licence (0xC004F074 without a KMS host).",
    fix: """
      Install from volume media; or write `from: {licence: retail}` where the machines are converted \
      to volume licensing on purpose.
      """,
    source: "Microsoft: KMS client activation and product keys, caution")

  static let checks: [RuleCheck] = [.binding(one(check), onlyIf: [.catalogueKey])]

  private static let check: RuleCheck.One<Binding> = { entry, index, context in
    guard let key = context.key(ofBinding: index), key.value.keyKind == .gvlk,
      let deployment = context.deployment(ofBinding: index), deployment.value.media == .retail,
      deployment.value.fromLicence != .retail
    else { return nil }
    // Office has media of its own.
    let release = deployment.value.release
    let isForWindows =
      ProductMatch.fits(key.value.products, anyOf: deployment.value.imageEditions, release: release)
      || deployment.value.os.map { ProductMatch.fits(key.value.products, $0, release: release) }
        == true
    guard isForWindows else { return nil }
    return Finding(
      entry, at: ["key"], "a GVLK is bound to retail media",
      """
      `\(deployment.name)` installs from retail media, and GVLK `\(key.name)` is no retail licence: \
      it never activates against Microsoft, and without a KMS host not at all (0xC004F074). \
      \(metadata.fix)
      """,
      related: [.init(deployment, "the deployment installs from retail media")])
  }
}
