internal import KeyformCore

enum CNT007KMSThreshold: Rule {
  static let metadata = RuleMetadata(
    id: "CNT007", name: "kms-threshold", severity: .warning,
    what: """
      The machines that may ask a KMS host reach its threshold: 25 for Windows clients, 5 for \
      servers, 5 for Office. They are counted from above: every Windows machine whose GVLK the host \
      answers counts, servers too, and one that several hosts serve on each of them. A deployment \
      without `machines` leaves the count open; what a directory activates needs no count.
      """,
    why: """
      A host activates nobody until so many have asked it (0xC004F038). Contacts age out after 30 \
      days, so a small site falls below again.
      """,
    fix: """
      Let the deployments of several sites share the host, or activate small sites through Active \
      Directory, which knows no threshold, or with a MAK.
      """,
    source: "Microsoft: KMS activation planning; activation error codes")

  static let checks: [RuleCheck] = [.host(check)]

  private static let check: RuleCheck.Check<KMSHost> = { entry, index, context in
    let load = context.demand.loads[index]
    let service = context.activation.services.services[index]
    let limits = context.catalog.thresholds
    /// The first deployment that the host alone may activate, by family of what it asks for.
    func first(_ family: ProductFamily) -> Int32? {
      load.asked.compactMap { product, asked in
        service.isKnownToCover(product) && context.catalog.products[Int(product)].family == family
          ? asked.firstWithoutDirectory : nil
      }.min()
    }
    var findings: [Finding] = []
    if let machines = load.windows {
      let clients = limits?.clients ?? 25
      let servers = limits?.servers ?? 5
      if machines < clients, let deployment = first(.client) {
        findings.append(finding(entry, machines, "Windows clients", clients, deployment, context))
      } else if machines < servers, let deployment = first(.server) {
        findings.append(finding(entry, machines, "Windows servers", servers, deployment, context))
      }
    }
    let office = limits?.office ?? 5
    if let machines = load.office, machines < office, let deployment = first(.office) {
      findings.append(finding(entry, machines, "Office", office, deployment, context))
    }
    return findings
  }

  private static func finding(
    _ entry: Entry<KMSHost>, _ machines: Int, _ what: String, _ limit: Int, _ deployment: Int32,
    _ context: LintContext
  ) -> Finding {
    let example = context.inventory.deployments.entries[Int(deployment)]
    return Finding(
      entry, "too few machines ask the host to activate \(what)",
      """
      \(counted(machines, "machine")) at most may ask it, and \(limit) have to, `\(example.name)` \
      among them. \(metadata.advice)
      """,
      related: [.init(example, "asks the host")])
  }
}
