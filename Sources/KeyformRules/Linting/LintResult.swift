package import KeyformCore

/// A finding with its rule and the severity that this repository gives it.
package struct LintResult: Sendable {
  package let metadata: RuleMetadata
  package let finding: Finding
  package let severity: Severity
  /// Whether nothing may be planned from the entry.
  package let isStructural: Bool
  /// Whether the finding is an error where the plan creates or changes the entry.
  package let isErrorOnChange: Bool

  /// The diagnostic at its place, with those of related entries.
  package func diagnostic(in places: some FindingPlaces) -> Diagnostic {
    Diagnostic(
      rule: metadata.id, severity: severity, address: finding.address, summary: finding.summary,
      detail: finding.detail, place: places.place(of: finding),
      related: finding.related.compactMap { entry in
        places.place(of: entry).map {
          .init(place: $0, text: "\(entry.address): \(entry.text)")
        }
      },
      isStructural: isStructural, isErrorOnChange: isErrorOnChange, field: finding.field)
  }
}

extension LintResult {
  /// Nil where the repository's settings switch the rule off.
  ///
  /// A severity from the settings replaces the rule's own, also the lower one that a rule gives to
  /// a milder case; only advice stays advice. A structural rule is an error always, but for a secret
  /// that stands outside the files: that one is as adjustable as any other error.
  init?(_ metadata: RuleMetadata, _ finding: Finding, _ settings: RuleSettings) {
    self.metadata = metadata
    self.finding = finding
    isStructural = metadata.weight == .structural && finding.field.first != "secret"
    let own = finding.severity ?? metadata.severity
    let level = isStructural ? nil : settings.byRule[metadata.id]?.level
    switch level {
    case .off: return nil
    case .severity(let chosen): severity = finding.severity == .info ? .info : chosen
    case nil: severity = own
    }
    // A severity that somebody chose for a rule is final.
    isErrorOnChange = metadata.weight == .errorOnChange && level == nil
  }
}

/// What a repository's policies found. They are run elsewhere; settings and `ignore:` hold for them
/// as for built-in ones.
package struct PolicyFindings: Sendable {
  /// Of every policy, run or not.
  package let rules: [RuleMetadata]
  package let findings: [(rule: RuleMetadata, finding: Finding)]
  /// Rules that could not look: nothing can be said of the use of an `ignore:`.
  package let unchecked: Set<String>

  package init(
    rules: [RuleMetadata], findings: [(rule: RuleMetadata, finding: Finding)],
    unchecked: Set<String>
  ) {
    self.rules = rules
    self.findings = findings
    self.unchecked = unchecked
  }

  package static let none = PolicyFindings(rules: [], findings: [], unchecked: [])
}
