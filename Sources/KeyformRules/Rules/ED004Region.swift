internal import KeyformCore

enum ED004Region: Rule {
  static let metadata = RuleMetadata(
    id: "ED004", name: "region", severity: .info,
    what: """
      Editions that are made for one market (G and G N for one government, N for Europe, KN for \
      Korea) are chosen on purpose: a deployment that is converted within such a line is not told.
      """,
    why: """
      Such editions stand beside the ordinary ones in every list; a machine leaves them only by a new \
      installation, and N and KN come without media programs.
      """,
    fix: """
      Take the edition without the letter, unless it is what you have bought; then silence the rule \
      on the deployment, or set `ED004: off`.
      """,
    source: "Microsoft: KMS client activation and product keys")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.regional])]

  private static func check(_ entry: Entry<Deployment>, _ context: LintContext) -> Finding? {
    guard let os = entry.value.os, let market = context.traits(of: os)?.market,
      entry.value.fromEdition.flatMap({ context.traits(of: $0)?.market }) != market
    else { return nil }
    let whose =
      switch market {
      case .government: "one government's market"
      case .europe: "Europe"
      case .korea: "Korea"
      }
    return Finding(
      entry, at: ["os"], "this edition is made for one market",
      "\(context.catalog.name(of: os)) is for \(whose). \(metadata.advice)")
  }
}
