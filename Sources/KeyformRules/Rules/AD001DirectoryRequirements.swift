internal import KeyformCore

enum AD001DirectoryRequirements: Rule {
  static let metadata = RuleMetadata(
    id: "AD001", name: "adba-os", severity: .error,
    what: """
      Machines that are activated by Active Directory alone run Windows 8, Windows Server 2012 or \
      later, are joined to a domain, and belong to the forest of a directory that serves them.
      """,
    why: """
      Older systems do not know this activation, and a machine outside the forest finds no \
      activation object: it stays unactivated, or lapses 180 days after the last contact and at \
      once on leaving the domain.
      """,
    fix: """
      Let a KMS host serve such machines, or bind a MAK. The forest needs the schema of Windows \
      Server 2012 or later before an activation object can be made.
      """,
    source: "Microsoft: activate using Active Directory-based activation")

  static let checks: [RuleCheck] = [.deployment(check, onlyIf: [.activationPath])]

  private static func check(
    _ entry: Entry<Deployment>, _ index: Int, _ facts: Facts
  ) -> [Finding] {
    guard DirectoryActivation.isOnlyWay(entry.value, facts), !usesOtherKeys(at: index, facts) else {
      return []
    }
    return problems(entry.value, facts).map { problem in
      Finding(entry, at: [problem.field], problem.summary, problem.detail)
    }
  }

  /// Whether the rule finds something at a deployment that a GVLK is bound to.
  static func isBroken(_ deployment: Deployment, _ facts: Facts) -> Bool {
    DirectoryActivation.isOnlyWay(deployment, facts) && !problems(deployment, facts).isEmpty
  }

  /// Whether keys are bound for activation and none is a GVLK: a MAK asks Microsoft.
  private static func usesOtherKeys(at index: Int, _ facts: Facts) -> Bool {
    var isAnyBound = false
    for binding in facts.bindingsOfDeployment[index]
    where facts.binding(binding).value.use.contains(.activation) {
      guard let kind = facts.key(ofBinding: Int(binding))?.value.keyKind else { continue }
      if kind == .gvlk { return false }
      isAnyBound = true
    }
    return isAnyBound
  }

  private struct Problem {
    let field: String
    let summary: String
    let detail: String
  }

  private static func problems(_ deployment: Deployment, _ facts: Facts) -> [Problem] {
    var problems: [Problem] = []
    if let os = deployment.os, DirectoryActivation.isTooOld(os, facts) {
      problems.append(
        Problem(
          field: "os", summary: "this system does not know activation by Active Directory",
          detail: """
            \(facts.catalog.name(of: os)) is older than Windows 8 and Windows Server 2012 and asks \
            KMS hosts alone, so it is never activated (0xC004F074). \(wayOut)
            """))
    }
    if deployment.domainJoined == false {
      problems.append(
        Problem(
          field: "domainJoined", summary: "machines outside a domain ask no directory",
          detail: """
            The activation object is found through the machine's domain, and these are in none: \
            they stay unactivated (0xC004F074). \(wayOut)
            """))
    }
    if let forest = deployment.forest, deployment.domainJoined != false,
      !facts.inventory.directories.entries.isEmpty,
      !DirectoryActivation.isInServedForest(deployment, facts)
    {
      problems.append(
        Problem(
          field: "forest", summary: "no directory of this forest serves the machines",
          detail: """
            They belong to \(forest), and no directory that serves them does: an activation object \
            is seen in its own forest alone, so they stay unactivated (0xC004F074). Make an object \
            in that forest and describe it under `directories`, or let a KMS host serve the machines.
            """))
    }
    return problems
  }

  private static let wayOut =
    "Let a KMS host serve the machines (`servedBy`, `activationType: kms`), or bind a MAK."
}
