internal import KeyformCore

enum KMS003SRV: Rule {
  static let metadata = RuleMetadata(
    id: "KMS003", name: "srv", severity: .warning,
    what: """
      A KMS host's `fqdn` can be the target of its SRV record: a DNS name with its domain. Where the \
      host does not publish the record itself and no `note` says who does, this advises which one to \
      write.
      """,
    why: """
      Clients find the host through the record `_vlmcs._tcp`, type SRV, priority 0, weight 0. Without \
      it, or with a target that does not resolve, they report 0x8007232B, 0x8007251D or 0xC004F074.
      """,
    fix: """
      Write the full DNS name as `fqdn` and the port as `port`. Where DNS takes no dynamic updates, \
      keep `publishDNS: false` and write the record by hand.
      """,
    source: "Microsoft: create a KMS host; activation error codes")

  static let checks: [RuleCheck] = [.host(one(check))]

  private static func check(_ entry: Entry<KMSHost>, _ context: LintContext) -> Finding? {
    let host = entry.value
    switch HostAddress(host.fqdn) {
    case .full(let name):
      let isByHand = host.publishDNS == false && host.annotations.note?.isEmpty ?? true
      return isByHand ? advice(entry, name) : nil
    case .short: return finding(entry, "the host's name lacks its domain")
    case .withPort: return finding(entry, "a port stands in the host's name")
    case .other: return finding(entry, "the host's name is no DNS name")
    // An address will do where clients are given it, and the list of domains is told otherwise.
    case .ipv4 where host.publishDNS == false || !context.domains.isEmpty: return nil
    case .ipv4: return finding(entry, "an address cannot be the target of an SRV record")
    // Rule KMS005's.
    case .ipv6: return nil
    }
  }

  private static func finding(_ entry: Entry<KMSHost>, _ summary: String) -> Finding {
    Finding(entry, at: ["fqdn"], summary, "`\(entry.value.fqdn)` stands there. \(metadata.advice)")
  }

  private static func advice(_ entry: Entry<KMSHost>, _ name: String) -> Finding {
    let domain = name.drop { $0 != "." }.dropFirst()
    return Finding(
      entry, at: ["publishDNS"], "the host publishes no SRV record",
      """
      Write it by hand in each DNS domain of the clients, and change it with the port: \
      `_vlmcs._tcp.\(domain) SRV 0 0 \(entry.value.port) \(name)`. Clients without it have to be \
      given the host with `slmgr /skms`. Say in the host's `note` how it is done.
      """, severity: .info)
  }
}
