internal import KeyformCore

enum KEY006Placeholder: Rule {
  static let metadata = RuleMetadata(
    id: "KEY006", name: "placeholder", severity: .error,
    what: "A value is no sample from a manual, such as XXXXX-XXXXX-XXXXX-XXXXX-XXXXX.",
    why: "Samples are copied from manuals into answer files and stop Setup there.",
    fix: "Write the real key, or leave `value` out: the catalogue knows the public ones.",
    source: "Microsoft Deployment Toolkit reference; VAMT PowerShell help",
    weight: .structural)

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.flawedValue])]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    guard let value = context.flaw(of: entry, at: index), value.flaw == .placeholder else {
      return nil
    }
    let wayOut =
      value.field == ["secret"]
      ? "Put the real key into the source of the secret."
      : entry.value.isSecret
        ? "Replace `value` by `secret`, which names the place of the real key."
        : "Leave `value` out: the catalogue fills in the published key."
    return Finding(
      entry, at: value.field, "the key is a sample from a manual\(value.source)",
      "Windows Setup stops at such a value. \(wayOut)")
  }
}
