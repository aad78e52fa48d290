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

  private static let check: RuleCheck.Check<Deployment> = { entry, index, context in
    guard isOnlyWay(entry.value, context), !usesOtherKeys(entry.value, at: index, context) else {
      return []
    }
    return problems(entry, context)
  }

  static func isBroken(_ entry: Entry<Deployment>, _ index: Int, _ context: LintContext) -> Bool {
    !check(entry, index, context).isEmpty
  }

  /// Whether Windows is activated by directories and by nothing else: the activation type says so,
  /// or all that serves the deployment are directories.
  private static func isOnlyWay(_ deployment: Deployment, _ context: LintContext) -> Bool {
    switch deployment.activationType {
    case .ad: return true
    case .kms, .token: return false
    case .all, nil: break
    }
    return !deployment.servedBy.isEmpty
      && deployment.servedBy.allSatisfy { context.inventory.directories.index(of: $0) != nil }
  }

  /// Whether keys are bound for activation and none is a GVLK: a MAK asks Microsoft. An activation
  /// type says nothing of Office, so its keys do not count there.
  private static func usesOtherKeys(
    _ deployment: Deployment, at index: Int, _ context: LintContext
  ) -> Bool {
    var isAnyBound = false
    for binding in context.bindingsOfDeployment[index]
    where context.binding(binding).value.use.contains(.activation) {
      guard let key = context.key(ofBinding: Int(binding))?.value, let kind = key.keyKind else {
        continue
      }
      if deployment.activationType == .ad, isForOffice(key, context) { continue }
      if kind == .gvlk { return false }
      isAnyBound = true
    }
    return isAnyBound
  }

  private static func isForOffice(_ key: ProductKey, _ context: LintContext) -> Bool {
    !key.products.isEmpty && key.products.allSatisfy { context.traits(of: $0)?.family == .office }
  }

  private static func problems(_ entry: Entry<Deployment>, _ context: LintContext) -> [Finding] {
    let deployment = entry.value
    var problems: [Finding] = []
    if let os = deployment.os, !context.activation.knowsDirectories(os) {
      problems.append(
        Finding(
          entry, at: ["os"], "this system does not know activation by Active Directory",
          """
          \(context.catalog.name(of: os)) is older than Windows 8 and Windows Server 2012 and asks \
          KMS hosts alone, so it is never activated (0xC004F074). \(wayOut)
          """))
    }
    if deployment.domainJoined == false {
      problems.append(
        Finding(
          entry, at: ["domainJoined"], "machines outside a domain ask no directory",
          """
          The activation object is found through the machine's domain, and these are in none: \
          they stay unactivated (0xC004F074). \(wayOut)
          """))
    }
    if let forest = deployment.forest, deployment.domainJoined != false,
      !context.inventory.directories.entries.isEmpty, !isInServedForest(deployment, forest, context)
    {
      problems.append(
        Finding(
          entry, at: ["forest"], "no directory of this forest serves the machines",
          """
          They belong to \(forest), and no directory that serves them does: an activation object \
          is seen in its own forest alone, so they stay unactivated (0xC004F074). Make an object \
          in that forest and describe it under `directories`, or let a KMS host serve the machines.
          """))
    }
    return problems
  }

  /// Whether a directory that serves the deployment is in its forest, as far as is said.
  private static func isInServedForest(
    _ deployment: Deployment, _ forest: String, _ context: LintContext
  ) -> Bool {
    if deployment.servedBy.isEmpty { return context.activation.services.hasDirectory(in: forest) }
    let directories = deployment.servedBy.compactMap { context.inventory.directories[$0] }
    return directories.isEmpty || directories.contains { $0.value.isInForest(of: deployment) }
  }

  private static let wayOut =
    "Let a KMS host serve the machines (`servedBy`, `activationType: kms`), or bind a MAK."
}
