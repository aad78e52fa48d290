internal import KeyformCore

extension ProductKey {
  /// The value in full where it is public; tail and check value otherwise; nil where nothing is
  /// known of it.
  func shownValue(_ masking: Masking) -> String? {
    if let publicValue {
      // Its own, whatever the row says of it.
      return mustWithhold(masking)
        ? KeyIdentity(of: publicValue).description : publicValue.reveal()
    }
    if let identity { return identity.description }
    return tail.map { "…-\($0.text)" }
  }

  /// The value, where it may be shown in full.
  func shownPublicValue(_ masking: Masking) -> String? {
    mustWithhold(masking) ? nil : publicValue?.reveal()
  }

  /// Whether a value is stated that may not be shown in full: the kind is not public, or the
  /// catalogue does not know the value, so that it may be a secret under a wrong kind.
  func mustWithhold(_ masking: Masking) -> Bool { mustWithhold(masking.isPublic) }
}

extension Entity {
  /// The same without a value that may not be shown; tail and check value stand for it.
  func withholding(_ masking: Masking) -> Entity { withholding(masking.isPublic) }
}

/// What keeps a saved plan from being applied when it cannot hold all that it would write.
enum Withheld {
  static func blockers(of plan: Plan, _ masking: Masking) -> [Blocker] {
    plan.changes.compactMap { change in
      guard case .key(let entry) = change.after, entry.value.mustWithhold(masking) else {
        return nil
      }
      return Blocker(
        cause: .finding,
        text: """
          \(change.address): a saved plan holds public keys alone, and the catalogue does not \
          know this value; check its kind, add it to the repository's own catalogue, or apply \
          without a saved plan
          """)
    }
  }
}
