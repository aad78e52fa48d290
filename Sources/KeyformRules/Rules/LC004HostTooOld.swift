internal import KeyformCore

enum LC004HostTooOld: Rule {
  static let metadata = RuleMetadata(
    id: "LC004", name: "host-too-old", severity: .error,
    what: """
      The system of a KMS host is supported and may hold the Windows host keys that it names. A \
      warning while Extended Security Updates may be had for it: whether they are is not recorded. \
      Systems that no coverage table names are not judged; Office host keys are rule KMS010's.
      """,
    why: """
      An old system refuses a newer host key (0xC004F050), and one out of support gets no security \
      updates although every client trusts it.
      """,
    fix: """
      Set the host up on a supported system that the message names, with the key activated there; \
      then take the old one out.
      """,
    source: "Microsoft: KMS activation planning")

  static let checks: [RuleCheck] = [.host(one(check))]

  private static func check(_ entry: Entry<KMSHost>, _ context: LintContext) -> Finding? {
    guard let os = entry.value.os, os.slot >= 0 else { return nil }
    if let finding = refusal(entry, os, context) { return finding }
    guard let row = support(of: entry.value, os, context), row.end < context.today else {
      return nil
    }
    let mayBeExtended = row.esuEnd.map { $0 >= context.today } ?? false
    let extended =
      mayBeExtended ? " Extended Security Updates may be bought for it, but leave it old." : ""
    return Finding(
      entry, at: ["os"], "the host's system is out of support",
      """
      Support of \(context.catalog.name(of: os)) ended on \(row.end): no security updates, on a \
      machine that every client trusts.\(extended) \(wayOut) \
      \(systems(for: entry.value, context))
      """, severity: mayBeExtended ? .warning : nil)
  }

  private static let wayOut =
    "Set the host keys up on a supported system, then take this host out of service."

  /// A host key whose group is never hosted on the system.
  private static func refusal(
    _ entry: Entry<KMSHost>, _ os: ProductID, _ context: LintContext
  ) -> Finding? {
    let product = os.product
    guard context.catalog.hostCoverages.contains(where: { $0.hostedOn.contains(product) }) else {
      return nil
    }
    for (reference, coverage) in coverages(of: entry.value, context)
    where !coverage.hostedOn.contains(product) {
      let name = context.catalog.name(of: os)
      return Finding(
        entry, at: ["os"], "the host's system cannot hold the host key",
        """
        `\(reference)` is a key of the group \(title(coverage.group, context)), and \(name) is none of \
        the systems that it is hosted on: the key is refused (0xC004F050), and the clients of the \
        host are never activated (0xC004F039). \(wayOut) \(systems(for: entry.value, context))
        """,
        related: context.key(reference).map { [.init($0, "the host key")] } ?? [])
    }
    return nil
  }

  /// The host keys whose group stands in the coverage table.
  private static func coverages(
    of host: KMSHost, _ context: LintContext
  ) -> [(KeyReference, HostCoverage)] {
    host.hostKeys.flatMap { reference -> [(KeyReference, HostCoverage)] in
      guard let key = context.key(reference)?.value, key.keyKind == .csvlk else { return [] }
      return key.products.compactMap { product in
        context.catalog.hostCoverage(of: product.product).map { (reference, $0) }
      }
    }
  }

  /// Supported systems that every host key may be hosted on, as a sentence.
  private static func systems(for host: KMSHost, _ context: LintContext) -> String {
    let coverages = coverages(of: host, context).map(\.1)
    guard let first = coverages.first else {
      return "The newest Windows Server is the safest choice."
    }
    let names = first.hostedOn.filter { slug in
      coverages.allSatisfy { $0.hostedOn.contains(slug) } && isSupported(slug, context)
    }.map { title($0, context) }
    return names.isEmpty
      ? "No supported system holds these keys: ask Microsoft for newer ones."
      : "These keys are hosted on \(names.joined(separator: ", "))."
  }

  private static func isSupported(_ slug: String, _ context: LintContext) -> Bool {
    guard let edition = context.catalog.product(slug)?.editions.first else { return false }
    return context.support.rows(edition.id).contains { $0.end >= context.today }
  }

  /// The dates of the only release there is, or of the one that `build` tells.
  private static func support(
    of host: KMSHost, _ os: ProductID, _ context: LintContext
  ) -> SupportTable.Row? {
    if let row = context.support.row(os, release: os.release) { return row }
    guard let build = host.build.flatMap({ BuildNumber($0) }) else { return nil }
    return context.support.rows(os).first { $0.build == build.release }
  }

  private static func title(_ slug: String, _ context: LintContext) -> String {
    context.catalog.product(slug)?.name ?? slug
  }
}
