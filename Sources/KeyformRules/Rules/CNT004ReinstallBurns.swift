internal import KeyformCore

enum CNT004ReinstallBurns: Rule {
  static let metadata = RuleMetadata(
    id: "CNT004", name: "reinstall-burns", severity: .warning,
    what: """
      A MAK is bound to machines that are re-imaged often (`reimaged: true`) only with a plan, stated \
      in the binding's `note`.
      """,
    why: """
      Every installation takes another activation, until none is left and machines fail to activate \
      (0xC004C020). Only a stored confirmation id saves one, on the same hardware and with the same \
      key.
      """,
    fix: """
      Bind a GVLK for activation, which a KMS host or a directory serves without a count; or write \
      into the `note` of the binding how confirmation ids are kept and applied again (VAMT, local \
      reactivation).
      """,
    source: "Microsoft: VAMT, local reactivation; Office MAK activation")

  static let checks: [RuleCheck] = [.binding(one(check), onlyIf: [.reimaged])]

  private static let check: RuleCheck.One<Binding> = { entry, index, context in
    guard entry.value.use.contains(.activation), let key = context.key(ofBinding: index),
      key.value.isMAK, key.value.state.isInUse,
      let deployment = context.deployment(ofBinding: index), deployment.value.reimaged == true,
      entry.value.annotations.note?.isEmpty ?? true
    else { return nil }
    return Finding(
      entry, at: ["key"], "a MAK is bound to machines that are re-imaged often",
      """
      `\(key.name)` activates `\(deployment.name)`. \(metadata.why) \
      \(key.value.keyKind == .esuMAK ? wayOutForUpdates : metadata.fix)
      """,
      related: [.init(deployment, "re-imaged often"), .init(key, "the key")])
  }

  /// No GVLK takes the place of an add-on key.
  private static let wayOutForUpdates = """
    Write into the `note` of the binding how confirmation ids are kept and applied again (VAMT, \
    local reactivation), or count the installations of the year into what the key grants.
    """
}
