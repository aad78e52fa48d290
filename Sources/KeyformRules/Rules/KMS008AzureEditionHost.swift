internal import KeyformCore

enum KMS008AzureEditionHost: Rule {
  static let metadata = RuleMetadata(
    id: "KMS008", name: "azure-edition-host", severity: .error,
    what: "The `os` of a KMS host is no Datacenter: Azure Edition.",
    why: """
      Azure activates that edition, and it takes no CSVLK (0xC004F050): the host never comes up, and \
      its clients stay unactivated (0xC004F039).
      """,
    fix: "Put the host on Standard or Datacenter of the same release.",
    source: "Microsoft: KMS activation planning")

  static let checks: [RuleCheck] = [.host(one(check))]

  private static func check(_ entry: Entry<KMSHost>, _ context: LintContext) -> Finding? {
    guard let os = entry.value.os,
      context.catalog.hostCoverages.contains(where: { $0.notHostedOn.contains(os.text) })
    else { return nil }
    return Finding(
      entry, at: ["os"], "the edition cannot be a KMS host",
      "The host runs \(context.catalog.name(of: os)). \(metadata.advice)")
  }
}
