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

  static let checks: [RuleCheck] = [.key(.esuKey, checkKey), .binding(.esuKey, checkBinding)]

  /// The year is what tells the activation id.
  private static func checkKey(
    _ entry: Entry<ProductKey>, _ index: Int, _ facts: Facts
  ) -> [Finding] {
    guard entry.value.keyKind == .esuMAK else { return [] }
    for product in entry.value.products {
      guard let updates = facts.catalog.extendedUpdates(for: product.product) else { continue }
      let years = updates.years.map(\.text).joined(separator: ", ")
      return [
        Finding(
          entry, at: ["products"], "the key does not say which year it licenses",
          """
          It is filed under \(product.text), which it does not license: activation names the id of \
          a year, and the years are \(years). File the key under the one that was bought.
          """)
      ]
    }
    return []
  }

  private static func checkBinding(
    _ entry: Entry<Binding>, _ index: Int, _ facts: Facts
  ) -> [Finding] {
    guard let key = facts.key(ofBinding: index), key.value.keyKind == .esuMAK,
      let deployment = facts.deployment(ofBinding: index), let os = deployment.value.os,
      os.slot >= 0,
      let problem = ExtendedUpdateProblem(key.value, on: deployment, os, of: index, facts)
    else { return [] }
    return [
      Finding(
        entry, at: ["key"], problem.summary, problem.detail,
        related: [.init(key, "the key"), .init(deployment, "the deployment")])
    ]
  }
}
