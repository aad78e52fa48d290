internal import KeyformCore

/// Why a key of Extended Security Updates licenses nothing on a deployment (rule USE011).
struct ExtendedUpdateProblem {
  let summary: String
  let detail: String

  /// Nil where nothing speaks against it. `binding` is the one of the key on the deployment.
  init?(
    _ key: ProductKey, on deployment: Entry<Deployment>, _ os: ProductID, of binding: Int,
    _ facts: Facts
  ) {
    let name = facts.catalog.name(of: os)
    if let updates = facts.catalog.extendedUpdates(for: os.product) {
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
      if let problem = Self.release(deployment.value, os, updates, name) {
        (summary, detail) = problem
        return
      }
    } else if key.products.contains(where: { facts.traits(of: $0)?.family == .addon }) {
      summary = Self.otherProduct
      detail = """
        \(key.products.listed) are updates of another product than \(name): the machine does not \
        know the licence, and no update is offered. Remove the binding, and see to it that the \
        release itself is supported.
        """
      return
    }
    guard !Self.hasBase(deployment.value, os, of: binding, facts),
      Self.isFirst(binding, facts)
    else { return nil }
    summary = "the key of the updates has no base key below it"
    detail = """
      It licenses an add-on and does not license Windows: without the base licence the updates are \
      not activated. Bind the GVLK or MAK of \(name) to `\(deployment.name)` as well; or say with \
      `media: volume` or `media: oem` that the machines have their base key from there.
      """
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
    if let minimum = updates.minimumBuild, let least = WindowsBuild(minimum),
      let written = deployment.build, let build = WindowsBuild(written),
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

  /// Whether no binding of such a key on the deployment comes before: what they all lack is told
  /// once.
  private static func isFirst(_ binding: Int, _ facts: Facts) -> Bool {
    let own = facts.binding(Int32(binding)).origin
    return !facts.siblings(ofBinding: binding).contains { sibling in
      facts.key(ofBinding: Int(sibling))?.value.keyKind == .esuMAK
        && facts.binding(sibling).origin.isBefore(own)
    }
  }

  /// Whether the machines have a licence of Windows, as far as can be known here.
  private static func hasBase(
    _ deployment: Deployment, _ os: ProductID, of binding: Int, _ facts: Facts
  ) -> Bool {
    if deployment.media == .volume || deployment.media == .oem { return true }
    return facts.siblings(ofBinding: binding).contains { sibling in
      guard let key = facts.key(ofBinding: Int(sibling))?.value, let kind = key.keyKind else {
        return true
      }
      switch kind {
      case .csvlk, .esuMAK, .setupDefault: return false
      case .gvlk, .mak, .avma, .retail, .oem: break
      }
      return (key.state == .active || key.state == .standby)
        && ProductMatch.fits(key.products, os, release: deployment.release)
    }
  }
}
