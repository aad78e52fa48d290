internal import KeyformCore

enum USE011ESUIsAddition: Rule {
  static let metadata = RuleMetadata(
    id: "USE011", name: "esu-is-addition", severity: .error,
    what: """
      An esu-mak is filed under a year's add-on of the product that it is bound to, for a release \
      and build that may have it, and comes on top of a base key of Windows: one that is bound to \
      the same deployment, or that volume or oem media bring along.
      """,
    why: """
      It licenses the updates of a year and not Windows: without the base licence, on another \
      release, or without the year's activation id, nothing is activated and no update is offered.
      """,
    fix: """
      File the key under the year (`windows-10-esu/year-2`), bring the machines to the eligible \
      release and its updates, and bind the GVLK or MAK of their edition beside it.
      """,
    source: "Microsoft: enable Extended Security Updates")

  static let checks: [RuleCheck] = [
    .key(one(checkKey), onlyIf: [.esuKey]), .binding(one(checkBinding), onlyIf: [.esuKey]),
    .deployment(one(checkBase), onlyIf: [.extendable]),
  ]

  /// The year is what tells the activation id.
  private static func checkKey(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    guard entry.value.keyKind == .esuMAK else { return nil }
    for product in entry.value.products {
      guard let updates = context.catalog.extendedUpdates(for: product.product) else { continue }
      let years = updates.years.map(\.text).joined(separator: ", ")
      return Finding(
        entry, at: ["products"], "the key does not say which year it licenses",
        """
        It is filed under \(product.text), which it does not license: activation names the id of \
        a year, and the years are \(years). File the key under the one that was bought.
        """)
    }
    return nil
  }

  private static let checkBinding: RuleCheck.One<Binding> = { entry, index, context in
    guard let key = context.key(ofBinding: index), key.value.keyKind == .esuMAK,
      key.value.state == .active, let deployment = context.deployment(ofBinding: index),
      let os = deployment.value.os, os.slot >= 0,
      let problem = ExtendedUpdateProblem(key.value, on: deployment.value, os, context)
    else { return nil }
    return Finding(
      entry, at: ["key"], problem.summary, problem.detail,
      related: [.init(key, "the key"), .init(deployment, "the deployment")])
  }

  /// What all keys of the updates on a deployment lack is told once, at the first of them.
  private static let checkBase: RuleCheck.One<Deployment> = { entry, index, context in
    guard let os = entry.value.os, entry.value.media != .volume, entry.value.media != .oem else {
      return nil
    }
    var first: Entry<Binding>?
    for binding in context.bindingsOfDeployment[index] {
      // A key of which nothing is known here may be the base.
      guard let key = context.key(ofBinding: Int(binding))?.value, key.keyKind != nil else {
        return nil
      }
      if isBase(key, for: os, release: entry.value.release) { return nil }
      guard key.keyKind == .esuMAK, key.state == .active,
        ExtendedUpdateProblem(key, on: entry.value, os, context) == nil
      else { continue }
      let own = context.binding(binding)
      if first.map({ own.origin.isBefore($0.origin) }) ?? true { first = own }
    }
    guard let first else { return nil }
    return Finding(
      first, at: ["key"], "the key of the updates has no base key below it",
      """
      It licenses an add-on and does not license Windows: without the base licence the updates are \
      not activated. Bind the GVLK or MAK of \(context.catalog.name(of: os)) to `\(entry.name)` as \
      well; or say with `media: volume` or `media: oem` that the machines have their base key from \
      there.
      """, related: [.init(entry, "the deployment")])
  }

  private static func isBase(_ key: ProductKey, for os: ProductID, release: String?) -> Bool {
    switch key.keyKind {
    case .csvlk, .esuMAK, .setupDefault, nil: return false
    case .gvlk, .mak, .avma, .retail, .oem: break
    }
    return key.state.isInUse && ProductMatch.fits(key.products, os, release: release)
  }
}

/// Why a key of Extended Security Updates licenses nothing on a deployment (rule USE011).
private struct ExtendedUpdateProblem {
  let summary: String
  let detail: String

  /// Nil where nothing speaks against it.
  init?(_ key: ProductKey, on deployment: Deployment, _ os: ProductID, _ context: LintContext) {
    let name = context.catalog.name(of: os)
    if let updates = context.catalog.extendedUpdates(for: os.product) {
      // A key that is filed under the product itself is told at the key.
      guard !key.products.contains(where: { $0.product == os.product }) else { return nil }
      guard key.products.contains(where: { $0.product == updates.addon }) else {
        summary = Self.otherProduct
        detail = """
          \(name) gets its updates by \(updates.addon), and the key is for \(key.products.listed): \
          activation has no id to name, and no update is offered. Bind a key of the right product.
          """
        return
      }
      if let problem = Self.release(deployment, os, updates, name) {
        (summary, detail) = problem
        return
      }
    } else if key.products.contains(where: { context.traits(of: $0)?.family == .addon }) {
      summary = Self.otherProduct
      detail = """
        \(key.products.listed) are updates of another product than \(name): the machine does not \
        know the licence, and no update is offered. Remove the binding, and see to it that the \
        release itself is supported.
        """
      return
    }
    return nil
  }

  private static let otherProduct = "these updates are for another product"

  private static func release(
    _ deployment: Deployment, _ os: ProductID, _ updates: ExtendedUpdates, _ name: String
  ) -> (String, String)? {
    let eligible = updates.releases.joined(separator: ", ")
    if let release = deployment.release ?? os.release, !updates.releases.contains(release) {
      return (
        "the release may not have these updates",
        """
        Extended Security Updates of \(name) are for \(eligible); on \(release) none is offered, \
        whatever key is there. Bring the machines to \(updates.releases.last ?? eligible) first.
        """
      )
    }
    if let minimum = updates.minimumBuild, let least = BuildNumber(minimum),
      let written = deployment.build, let build = BuildNumber(written),
      build.isBefore(least) == true
    {
      return (
        "the build may not have these updates",
        """
        Build \(written) comes before \(minimum), the first that takes the licence (\(eligible)). \
        Bring the machines up to date first, then install the key.
        """
      )
    }
    return nil
  }
}
