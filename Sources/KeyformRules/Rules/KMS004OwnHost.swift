internal import KeyformCore

enum KMS004OwnHost: Rule {
  static let metadata = RuleMetadata(
    id: "KMS004", name: "own-host", severity: .error,
    what: """
      The `fqdn` of a KMS host, and a deployment's `lookupDomain`, lie in one of the organisation's \
      own `domains` (keyform.yaml). Where none are listed, nothing is checked.
      """,
    why: """
      Public "KMS servers" are a way round licensing: machines that ask one are not licensed, and \
      tell a stranger of themselves.
      """,
    fix: "Name your own host, or add the domain to `domains` where it is the organisation's.",
    source: "Keyform, opinions: only your own keys and hosts")

  static let checks: [RuleCheck] = [
    .host(one(checkHost)), .deployment(one(checkLookup), onlyIf: [.lookupDomain]),
  ]

  private static func checkHost(_ entry: Entry<KMSHost>, _ context: LintContext) -> Finding? {
    if context.domains.isEmpty { return nil }
    switch HostAddress(entry.value.fqdn) {
    case .full(let name):
      if HostAddress.isInside(name, context.domains) { return nil }
      return Finding(
        entry, at: ["fqdn"], "the host lies outside the organisation's domains",
        words(entry.value.fqdn, context))
    case .ipv4:
      return Finding(
        entry, at: ["fqdn"], "an address does not tell whose host it is",
        "\(words(entry.value.fqdn, context)) Write the host's DNS name instead of its address.")
    // What is no name of a machine is rule KMS003's or KMS005's.
    case .short, .withPort, .ipv6, .other: return nil
    }
  }

  private static func checkLookup(_ entry: Entry<Deployment>, _ context: LintContext) -> Finding? {
    guard let domain = entry.value.lookupDomain, !context.domains.isEmpty,
      !HostAddress.isInside(domain, context.domains)
    else { return nil }
    return Finding(
      entry, at: ["lookupDomain"], "the lookup domain lies outside the organisation's domains",
      words(domain, context))
  }

  private static func words(_ name: String, _ context: LintContext) -> String {
    let shown = context.domains.prefix(5).joined(separator: ", ")
    let more = context.domains.count > 5 ? ", …" : ""
    return "`\(name)` is in none of \(shown)\(more). \(metadata.advice)"
  }
}
