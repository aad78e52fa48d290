internal import KeyformCore

enum KMS010OfficePack: Rule {
  static let metadata = RuleMetadata(
    id: "KMS010", name: "office-pack", severity: .error,
    what: """
      A KMS host with an Office CSVLK has that release's licence pack, where `licencePacks` are \
      recorded, and runs a system that the release's hosts may run on.
      """,
    why: """
      Without the volume licence pack the host refuses the Office key, and no Office installation is \
      activated (0xC004F074).
      """,
    fix: "Install the pack of each Office release and record it, or move the key to a newer host.",
    source: "Microsoft: configure a KMS host computer for Office")

  static let checks: [RuleCheck] = [.host(check)]

  private static let check: RuleCheck.Check<KMSHost> = { entry, index, context in
    entry.value.hostKeys.flatMap { reference -> [Finding] in
      guard let key = context.key(reference), key.value.keyKind == .csvlk else { return [] }
      return Set(key.value.products.map(\.product)).sorted().flatMap { group in
        context.catalog.officeHost(of: group).map { findings(entry, key, $0, context) } ?? []
      }
    }
  }

  private static func findings(
    _ entry: Entry<KMSHost>, _ key: Entry<ProductKey>, _ office: OfficeHost, _ context: LintContext
  ) -> [Finding] {
    let host = entry.value
    var findings: [Finding] = []
    if !host.licencePacks.isEmpty, !host.licencePacks.contains(office.group) {
      findings.append(
        Finding(
          entry, at: ["licencePacks"], "the licence pack of an Office host key is missing",
          """
          `\(key.name)` is for \(office.group), and \(host.licencePacks.joined(separator: ", ")) \
          \(host.licencePacks.count == 1 ? "is" : "are") installed. \(metadata.advice)
          """,
          related: [.init(key, "the Office host key")]))
    }
    if let os = host.os, context.traits(of: os) != nil, !office.hostedOn.contains(os.product) {
      let minimum = [office.minimumServer, office.minimumClient]
        .map { context.catalog.name(of: ProductID($0)) }.joined(separator: " or ")
      findings.append(
        Finding(
          entry, at: ["os"], "the host's system is too old for an Office host key",
          """
          `\(key.name)` is for \(office.group), whose hosts run \(minimum) or a newer system; this \
          one runs \(context.catalog.name(of: os)). The pack cannot be installed there, and no Office \
          installation is activated (0xC004F074). Move the key to such a host.
          """,
          related: [.init(key, "the Office host key")]))
    }
    return findings
  }
}
