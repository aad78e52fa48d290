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
    /// The first deployments that the host alone may activate, one for each product of the family.
    func first(_ family: ProductFamily) -> [Int32] {
      let deployments = load.asked.compactMap { product, asked in
        service.isKnownToCover(product) && context.catalog.products[Int(product)].family == family
          ? asked.firstWithoutDirectory : nil
      }
      return Set(deployments).sorted()
    }
    var findings: [Finding] = []
    if let machines = load.windows {
      let clients = limits?.clients ?? 25
      let servers = limits?.servers ?? 5
      if machines < clients, case let asking = first(.client), !asking.isEmpty {
        findings.append(finding(entry, machines, "Windows clients", clients, asking, context))
      } else if machines < servers, case let asking = first(.server), !asking.isEmpty {
        findings.append(finding(entry, machines, "Windows servers", servers, asking, context))
      }
    }
    let office = limits?.office ?? 5
    if let machines = load.office, machines < office, case let asking = first(.office),
      !asking.isEmpty
    {
      findings.append(finding(entry, machines, "Office", office, asking, context))
    }
    return findings
  }

  private static func finding(
    _ entry: Entry<KMSHost>, _ machines: Int, _ what: String, _ limit: Int, _ asking: [Int32],
    _ context: LintContext
  ) -> Finding {
    let deployments = asking.map { context.inventory.deployments.entries[Int($0)] }
    return Finding(
      entry, "too few machines ask the host to activate \(what)",
      """
      \(counted(machines, "machine")) at most may ask it, and \(limit) have to, \
      `\(deployments[0].name)` among them. \(metadata.advice)
      """,
      related: deployments.map { .init($0, at: ["machines"], "asks the host") })
  }
}
