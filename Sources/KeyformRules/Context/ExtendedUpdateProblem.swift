internal import KeyformCore

/// Why a key of Extended Security Updates licenses nothing on a deployment (rule USE011).
struct ExtendedUpdateProblem {
  let summary: String
  let detail: String

  /// Nil where nothing speaks against it.
  init?(_ key: ProductKey, on deployment: Deployment, _ os: ProductID, _ facts: LintContext) {
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
      if let problem = Self.release(deployment, os, updates, name) {
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
