internal import KeyformCore

enum OWN004ValueOverwritten: Rule {
  static let metadata = RuleMetadata(
    id: "OWN004", name: "value-overwritten", severity: .warning,
    what: "A public key has the catalogue's value in the target.",
    why: "Somebody changed the row behind the project's back; rollouts used that value since.",
    fix: "Find out who it was and why; the apply puts the catalogue's value back.",
    source: "Keyform, drift")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ facts: Facts) -> [Finding] {
    plan.changes.compactMap { change in
      guard case .update(.key(let old), .key(let new)) = change.step, !change.isFromCatalog,
        let value = old.value.publicValue, value != new.value.publicValue,
        new.flaws?.valueIsWritten != true, old.value.keyKind == new.value.keyKind,
        old.value.products == new.value.products
      else { return nil }
      return Finding(
        new, "\(change.address) was changed by hand in the target",
        """
        Its row holds \(KeyIdentity(of: value)), which the catalogue did not give it. \
        \(metadata.fix)
        """)
    }
  }
}
