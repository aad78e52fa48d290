internal import KeyformCore

enum KMS001Port: Rule {
  static let metadata = RuleMetadata(
    id: "KMS001", name: "port", severity: .error,
    what: "The `port` of a KMS host is 1 to 65535.",
    why: "Nothing listens on another one: no client reaches the host (0xC004F074).",
    fix: """
      Leave `port` out for 1688, or write the port that the host listens on (`slmgr /sprt`); its SRV \
      record and the firewall have to name the same.
      """,
    source: "Microsoft: create a KMS host; slmgr options")

  static let checks: [RuleCheck] = [.host(one(check))]

  private static func check(_ entry: Entry<KMSHost>, _ context: LintContext) -> Finding? {
    let port = entry.value.port
    if (1...65_535).contains(port) { return nil }
    return Finding(entry, at: ["port"], "there is no TCP port \(port)", metadata.advice)
  }
}
