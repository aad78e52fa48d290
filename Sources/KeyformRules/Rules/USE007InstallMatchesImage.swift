internal import KeyformCore

enum USE007InstallMatchesImage: Rule {
  static let metadata = RuleMetadata(
    id: "USE007", name: "install-matches-image", severity: .error,
    what: """
      The key for installation is filed under an edition in the medium (`image`, else `os`); the key \
      for activation may differ from it, but is filed under what is installed (`os` or `office`).
      """,
    why: """
      Setup selects the image by its key and stops where there is none; Windows refuses a key for \
      another edition afterwards (0xC004F069).
      """,
    fix: "Bind a key of that edition; or correct `products` of the key, or `image` or `os`.",
    source: "Microsoft: answer file reference, Setup UserData ProductKey")

  static let checks: [RuleCheck] = [.binding(.strangeKey, check)]

  private static func check(
    _ entry: Entry<Binding>, _ index: Int, _ facts: Facts
  ) -> [Finding] {
    guard let key = facts.key(ofBinding: index), isConcerned(key),
      let deployment = facts.deployment(ofBinding: index),
      deployment.value.namesKnownProducts, let os = deployment.value.os
    else { return [] }
    let release = deployment.value.release
    // An Office key has nothing to do with the image of Windows.
    if ProductMatch.fits(key.value.products, anyOf: deployment.value.office, release: nil) {
      return []
    }
    let use = entry.value.use
    let isMAK = USE001MAKActivationOnly.concerns(key.value)
    let wanted: [ProductID]
    let summary: String
    if use.contains(.installation), !isMAK,
      !ProductMatch.fits(
        key.value.products, anyOf: deployment.value.imageEditions, release: release)
    {
      wanted = deployment.value.imageEditions
      summary = "the installation key's edition is not in the image"
    } else if use.contains(.activation),
      !ProductMatch.fits(key.value.products, os, release: release)
    {
      wanted = [os] + deployment.value.office
      summary = "the key is not for the installed edition"
    } else {
      return []
    }
    // What the catalogue refuses is rule KIND003's.
    if KIND003ProductMatches.refused(entry.value, key.value, deployment.value, facts) != nil {
      return []
    }
    return [
      Finding(
        entry, at: ["key"], summary,
        """
        `\(key.name)` is filed under \(key.value.products.listed); `\(deployment.name)` has \
        \(wanted.listed)\(release.map { " in release \($0)" } ?? ""). \(metadata.why) \(metadata.fix)
        """,
        related: [.init(key, "the key"), .init(deployment, "the deployment")])
    ]
  }

  /// Host keys and add-ons have rules of their own; unknown products are rule ED001's.
  private static func isConcerned(_ key: Entry<ProductKey>) -> Bool {
    guard let kind = key.value.keyKind, !key.value.products.isEmpty,
      key.flaws?.products.isEmpty ?? true
    else { return false }
    switch kind {
    case .csvlk, .esuMAK: return false
    case .gvlk, .mak, .avma, .retail, .oem, .setupDefault: return true
    }
  }
}
