internal import KeyformCore

enum OWN004ValueOverwritten: Rule {
  static let metadata = RuleMetadata(
    id: "OWN004", name: "value-overwritten", severity: .warning,
    what: "A public key has the catalogue's value in the target.",
    why: "Somebody changed the row behind the project's back; rollouts used that value since.",
    fix: "Find out who it was and why; the apply puts the catalogue's value back.",
    source: "Keyform, drift")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    let replaced = plan.changes.compactMap(replacedValue)
    if replaced.isEmpty { return [] }
    let applied = plan.lastApplied(Set(replaced.map(\.old.address)))
    return replaced.compactMap { key in
      let value = KeyIdentity(of: key.value)
      switch applied?.isLast(valueOf: key.old) {
      // An apply wrote it, when the entry or an older catalogue said so.
      case true: return nil
      case false:
        return Finding(
          key.new, "\(key.new.value.address) was changed by hand in the target",
          "Its row holds \(value), which the catalogue did not give it. \(metadata.fix)")
      case nil:
        return Finding(
          key.new, "\(key.new.value.address) has another value in the target than in the catalogue",
          """
          Its row holds \(value), and the journal does not tell who wrote that. Find out whether \
          rollouts used it; the apply puts the catalogue's value back.
          """)
      }
    }
  }

  /// The key of an update that puts the catalogue's value in the place of another one, though
  /// neither its kind nor its products change.
  private static func replacedValue(
    _ change: Change
  ) -> (old: ProductKey, value: KeyMaterial, new: Entry<ProductKey>)? {
    guard case .update(.key(let old), .key(let new)) = change.step, !change.isFromCatalog,
      let value = old.value.publicValue, value != new.value.publicValue,
      new.flaws?.valueIsWritten != true, old.value.keyKind == new.value.keyKind,
      old.value.products == new.value.products
    else { return nil }
    return (old.value, value, new)
  }
}
