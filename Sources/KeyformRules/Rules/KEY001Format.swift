internal import KeyformCore

enum KEY001Format: Rule {
  static let metadata = RuleMetadata(
    id: "KEY001", name: "format", severity: .error,
    what: "A key is 25 characters in five groups of five.",
    why: "Setup, slmgr and Office refuse any other length.",
    fix: """
      Copy the key again from its source. Lower case, blanks and missing or typographic dashes \
      are fine: Keyform compares and writes the canonical form.
      """,
    source: "Microsoft: WindowsLicensing CSP, answer file reference, Office MAK activation",
    weight: .structural)

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.flawedValue])]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    guard let value = context.flaw(of: entry, at: index), case .length(let count) = value.flaw
    else {
      return nil
    }
    return Finding(
      entry, at: value.field, "the key does not have 25 characters\(value.source)",
      """
      \(count.map { "It has \($0); a" } ?? "A") key is five groups of five. \(metadata.why) Copy it \
      again from its source; lower case, blanks and missing dashes are fine.
      """)
  }
}
