internal import KeyformCore

enum AD002ActivationType: Rule {
  static let metadata = RuleMetadata(
    id: "AD002", name: "act-type", severity: .error,
    what: """
      The activation type does not rule out what `servedBy` names: with type ad (1) no KMS host is \
      asked, with type kms (2) no directory, with type token (3) neither. Office has a setting of \
      its own, which knows types 0 to 2 alone; a host may be named for it.
      """,
    why: "Windows never asks what serves it, and stays unactivated (0xC004F074).",
    fix: """
      Write the type that fits what serves the machines, or `activationType: all` (0), which asks \
      the directory first and hosts after it.
      """,
    source: "Microsoft: slmgr.vbs options, /act-type; Office: tools to manage volume activation")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.activationPath])]

  private static func check(_ entry: Entry<Deployment>, _ context: LintContext) -> Finding? {
    guard let detail = contradiction(entry.value, context) else { return nil }
    return Finding(
      entry, at: ["activationType"], "the activation type rules out what serves the machines",
      "\(detail) \(metadata.advice)")
  }

  /// What contradicts the activation type; nil where nothing does.
  static func contradiction(_ deployment: Deployment, _ context: LintContext) -> String? {
    guard let type = deployment.activationType, !deployment.servedBy.isEmpty else { return nil }
    let hosts = deployment.servedBy.filter { context.inventory.hosts.index(of: $0) != nil }
    let directories = deployment.servedBy.filter {
      context.inventory.directories.index(of: $0) != nil
    }
    // Office may be the one that asks the other way.
    let isForWindowsAlone = deployment.office.isEmpty
    switch type {
    case .all: return nil
    case .ad:
      guard !hosts.isEmpty, isForWindowsAlone || directories.isEmpty else { return nil }
      return
        "Type ad asks Active Directory alone, and `servedBy` names KMS hosts (\(listed(hosts)))."
    case .kms:
      guard !directories.isEmpty, hosts.isEmpty else { return nil }
      return
        "Type kms asks KMS hosts alone, and `servedBy` names directories (\(listed(directories)))."
    case .token:
      guard isForWindowsAlone, !(hosts + directories).isEmpty else { return nil }
      return """
        Type token takes a licence from a smart card and asks neither hosts nor directories, and \
        `servedBy` names some (\(listed(hosts + directories))).
        """
    }
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(3).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 3 ? ", …" : "")
  }
}
