internal import KeyformCore

enum CNT008TwoHosts: Rule {
  static let metadata = RuleMetadata(
    id: "CNT008", name: "two-hosts", severity: .info,
    what: "More than 50 machines (setting `machines`) have two KMS hosts, or a directory, to ask.",
    why: """
      While the only host is down or rebuilt, new machines stay unactivated (0xC004F074); running \
      ones last until their 180 days are over.
      """,
    fix: "Set up a second host with the same CSVLK, and name both in `servedBy`.",
    source: "Microsoft: KMS activation planning",
    numbers: ["machines"])

  static let checks: [RuleCheck] = [.host(one(check))]

  private static let check: RuleCheck.One<KMSHost> = { entry, index, context in
    let limit = context.settings.number("machines", of: metadata.id, standard: 50)
    let machines = context.demand.loads[index].alone
    guard machines > limit else { return nil }
    return Finding(
      entry, "the host alone serves more than \(counted(limit, "machine"))",
      "\(counted(machines, "machine")) have no other one to ask. \(metadata.advice)")
  }
}
