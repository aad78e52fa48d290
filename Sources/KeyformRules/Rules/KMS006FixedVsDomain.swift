internal import KeyformCore

enum KMS006FixedVsDomain: Rule {
  static let metadata = RuleMetadata(
    id: "KMS006", name: "fixed-vs-domain", severity: .warning,
    what: """
      A deployment with a `lookupDomain` has a host to find there: one of those that serve it \
      publishes its SRV record. Hosts with `publishDNS: false` are set by hand.
      """,
    why: """
      A lookup domain (`slmgr /skms-domain`) has no effect while a host is set by hand (`slmgr /skms`): \
      machines go on asking that one when it is gone.
      """,
    fix: """
      Remove `lookupDomain`, or let a host publish its record. Where somebody writes the record into \
      that domain by hand, silence the rule on the deployment and say so.
      """,
    source: "Microsoft: slmgr options, /skms-domain")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.lookupDomain])]

  private static func check(_ entry: Entry<Deployment>, _ context: LintContext) -> Finding? {
    let hosts = context.inventory.hosts
    let named = entry.value.servedBy.compactMap { hosts[$0] }
    if entry.value.servedBy.isEmpty {
      guard hosts.count > 0, hosts.entries.allSatisfy({ $0.value.publishDNS == false }) else {
        return nil
      }
    } else if named.isEmpty || named.contains(where: { $0.value.publishDNS != false }) {
      return nil
    }
    let first = named.first ?? hosts.entries[0]
    return Finding(
      entry, at: ["lookupDomain"], "the lookup domain has no effect beside a fixed host",
      """
      `\(first.name)` does not publish its record, so machines are given it by hand. \
      \(metadata.advice)
      """,
      related: [.init(first, "publishes no record")])
  }
}
