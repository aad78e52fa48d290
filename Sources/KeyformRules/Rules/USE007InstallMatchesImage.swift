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

  static let checks: [RuleCheck] = [.binding(one(check), onlyIf: [.strangeKey])]

  private static let check: RuleCheck.One<Binding> = { entry, index, context in
    guard let key = context.key(ofBinding: index), isConcerned(key),
      let deployment = context.deployment(ofBinding: index),
      deployment.value.namesKnownProducts, let os = deployment.value.os
    else { return nil }
    let release = deployment.value.release
    // An Office key has nothing to do with the image of Windows.
    if ProductMatch.fits(key.value.products, anyOf: deployment.value.office, release: nil) {
      return nil
    }
    let use = entry.value.use
    let isMAK = key.value.isMAK
    let wanted: [ProductID]
    let summary: String
    let consequence: String
    if use.contains(.installation), !isMAK,
      !ProductMatch.fits(
        key.value.products, anyOf: deployment.value.imageEditions, release: release)
    {
      wanted = deployment.value.imageEditions
      summary = "the installation key's edition is not in the image"
      consequence = "Setup selects the image by this key, finds none and stops."
    } else if use.contains(.activation),
      !ProductMatch.fits(key.value.products, os, release: release)
    {
      wanted = [os] + deployment.value.office
      summary = "the key is not for the installed edition"
      consequence = "Windows refuses a key for another edition (0xC004F069)."
    } else {
      return nil
    }
    // What the catalogue refuses is rule KIND003's.
    if KIND003ProductMatches.refused(entry.value, key.value, deployment.value, context) != nil {
      return nil
    }
    let misfiled = wanted.first {
      let isOffice = deployment.value.office.contains($0)
      return isPublished(key.value, for: $0, release: isOffice ? nil : release, context)
    }
    let advice = misfiled.map {
      "The value would do, but no rollout finds it there: add \($0.text) to `products` of the key."
    }
    return Finding(
      entry, at: ["key"], summary,
      """
      `\(key.name)` is filed under \(key.value.products.listed); `\(deployment.name)` has \
      \(wanted.listed)\(release.map { " in release \($0)" } ?? ""). \
      \(advice ?? consequence + " " + metadata.fix)
      """,
      related: [.init(key, "the key"), .init(deployment, "the deployment")])
  }

  /// Whether the value is the published one for `product`, whatever the entry is filed under.
  private static func isPublished(
    _ key: ProductKey, for product: ProductID, release: String?, _ context: LintContext
  ) -> Bool {
    guard let value = key.publicValue, let known = context.catalog.publicKey(value) else {
      return false
    }
    return known.kind == key.keyKind && known.covers(product, release: product.release ?? release)
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
