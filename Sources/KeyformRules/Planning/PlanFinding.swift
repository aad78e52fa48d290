package import KeyformCore

/// A finding on a plan as a whole, with the severity that this repository gives its rule.
package struct PlanFinding: Hashable, Sendable {
  private let metadata: RuleMetadata
  private let severity: Severity
  package let address: Address?
  package let origin: Origin
  /// Path of the field below the entry; empty: the entry itself.
  package let field: [String]
  private let summary: String
  private let detail: String

  /// Nil where the repository's settings switch the rule off. Advice stays advice.
  init?(
    _ metadata: RuleMetadata, _ settings: RuleSettings, _ address: Address?, _ origin: Origin,
    field: [String] = [], _ summary: String, _ detail: String
  ) {
    switch settings.byRule[metadata.id]?.level {
    case .off: return nil
    case .severity(let chosen): severity = metadata.severity == .info ? .info : chosen
    case nil: severity = metadata.severity
    }
    self.metadata = metadata
    self.address = address
    self.origin = origin
    self.field = field
    self.summary = summary
    self.detail = detail
  }

  package func diagnostic(at place: Place?) -> Diagnostic {
    Diagnostic(
      rule: metadata.id, severity: severity, address: address, summary: summary, detail: detail,
      place: place)
  }
}
