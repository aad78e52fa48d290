internal import KeyformCore

enum KMS005IPv6: Rule {
  static let metadata = RuleMetadata(
    id: "KMS005", name: "ipv6", severity: .error,
    what: "The `fqdn` of a KMS host is a name, never a bare IPv6 address.",
    why: """
      `slmgr /skms` takes what stands behind a colon for the port: machines would ask a host that \
      there is not (0xC004F074).
      """,
    fix: """
      Give the host a DNS name with an AAAA record and write that name; a port of its own goes into \
      `port`.
      """,
    source: "Microsoft: slmgr options, /skms")

  static let checks: [RuleCheck] = [.host(one(check))]

  private static func check(_ entry: Entry<KMSHost>, _ context: LintContext) -> Finding? {
    guard HostAddress(entry.value.fqdn) == .ipv6 else { return nil }
    return Finding(entry, at: ["fqdn"], "the KMS host is given as an IPv6 address", metadata.advice)
  }
}
