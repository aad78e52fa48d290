internal import KeyformCore

enum KIND008EvaluationTarget: Rule {
  static let metadata = RuleMetadata(
    id: "KIND008", name: "evaluation-target", severity: .error,
    what: """
      A deployment that binds a key of Windows and installs from evaluation media says that it is \
      converted from the evaluation. Advice where a client is: not every evaluation of a client can \
      be changed.
      """,
    why: """
      An evaluation refuses every plain key (0xC004F069) and shuts down when its time is up; it \
      becomes a licensed edition only by a change of edition that takes the key along (DISM).
      """,
    fix: """
      Install from volume media; or write `from: {licence: evaluation}`, for which `keyform explain \
      deployment/NAME` prints the DISM lines.
      """,
    source: "how evaluation editions refuse a key: SystemRage/py-kms, issue 57")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.evaluation])]

  private static let check: RuleCheck.One<Deployment> = { entry, index, context in
    guard let binding = windowsKey(of: entry.value, at: index, context) else { return nil }
    guard entry.value.fromLicence == .evaluation else {
      return Finding(
        entry, at: ["media"], "an evaluation refuses a plain key",
        metadata.advice, related: [.init(binding, "the key is bound here")])
    }
    guard let os = entry.value.os, context.traits(of: os)?.family == .client else { return nil }
    return Finding(
      entry, at: ["from"], "not every evaluation of a client can be changed",
      """
      `DISM /Online /Get-TargetEditions` lists what an evaluation can become. Where \
      \(context.catalog.name(of: os)) is missing there, the change fails and the machine has to be \
      installed again from volume media: try one machine before the rollout.
      """, severity: .info)
  }

  /// The first binding of a key for the installed Windows. Office and add-ons change no edition;
  /// host keys are rule USE002's.
  private static func windowsKey(
    of deployment: Deployment, at index: Int, _ context: LintContext
  ) -> Entry<Binding>? {
    for binding in context.bindingsOfDeployment[index] {
      guard let key = context.key(ofBinding: Int(binding))?.value, key.state == .active else {
        continue
      }
      let editions = deployment.imageEditions + (deployment.os.map { [$0] } ?? [])
      if ProductMatch.fits(key.products, anyOf: editions, release: deployment.release),
        key.keyKind != .csvlk
      {
        return context.binding(binding)
      }
    }
    return nil
  }
}
