internal import KeyformCore

enum CNT006CSVLKHosts: Rule {
  static let metadata = RuleMetadata(
    id: "CNT006", name: "csvlk-hosts", severity: .error,
    what: """
      A CSVLK makes at most six KMS hosts, or as many as its `hosts` states, and each host is \
      activated at most ten times, unless `hosts` records an extension.
      """,
    why: "The next activation is refused (0xC004C008), and the host serves nobody.",
    fix: """
      Let fewer hosts serve the clients: two are enough for most. Or ask Microsoft for an extension \
      and record it in `hosts`.
      """,
    source: "Microsoft: KMS activation planning; activation error codes")

  static let checks: [RuleCheck] = [.repository(checkKeys), .host(one(checkHost))]

  private static func checkKeys(_ context: LintContext) -> [Finding] {
    var users: [KeyReference: [Entry<KMSHost>]] = [:]
    for host in context.inventory.hosts.entries {
      for key in host.value.hostKeys { users[key, default: []].append(host) }
    }
    for use in context.state.crossProjectUses where use.key.project == nil {
      users[use.key] = users[use.key] ?? []
    }
    return users.keys.sorted().compactMap { reference in
      guard let hosts = users[reference], let key = context.key(reference),
        key.value.keyKind == .csvlk
      else { return nil }
      let others = context.crossProjectUses(of: reference).filter { $0.address.kind == .host }
      let allowed = key.value.hosts ?? standardHosts(context)
      let count = hosts.count + others.count
      guard count > allowed else { return nil }
      let detail = """
        \(count) hosts name it, \(allowed) are allowed.\(whose(others)) \(metadata.advice)
        """
      if reference.project == nil {
        return Finding(
          key, at: ["hosts"], "more KMS hosts than the key may activate", detail,
          related: hosts.map { .init($0, at: ["hostKey"], "names the key") })
      }
      guard let last = hosts.last else { return nil }
      return Finding(
        last, at: ["hostKey"], "more KMS hosts than the key may activate",
        "Key `\(reference)`: \(detail)",
        related: hosts.dropLast().map { .init($0, at: ["hostKey"], "names the key") })
    }
  }

  private static func whose(_ others: [CrossProjectUse]) -> String {
    guard let first = others.first else { return "" }
    return others.count == 1
      ? " One of them is \(first.shown)."
      : " \(others.count) of them are of others, \(first.shown) among them."
  }

  private static func standardHosts(_ context: LintContext) -> Int {
    context.catalog.thresholds?.hostsPerKey ?? 6
  }

  private static func checkHost(_ entry: Entry<KMSHost>, _ context: LintContext) -> Finding? {
    let allowed = context.catalog.thresholds?.activationsPerHost ?? 10
    guard let activations = entry.value.activations, activations > allowed else { return nil }
    // Whom Microsoft grants more hosts, it grants more activations.
    let isExtended = entry.value.hostKeys.contains {
      (context.key($0)?.value.hosts ?? 0) > standardHosts(context)
    }
    guard !isExtended else { return nil }
    return Finding(
      entry, at: ["activations"], "the host was activated more often than its key allows",
      """
      \(activations) activations are recorded; a CSVLK allows \(allowed) for each host, the first \
      included. \(metadata.why) Correct the number; or ask Microsoft for an extension before the \
      host is set up again, and record it in `hosts` of the key.
      """)
  }
}
