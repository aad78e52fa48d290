package import KeyformCore

/// What the linter itself says of `ignore:` on an entry.
package enum IgnoreRules {
  package static let expired = RuleMetadata(
    id: "IGN001", name: "ignore-expired", severity: .warning,
    what: "An `ignore` holds up to its `until` day.",
    why:
      "The exception was granted for a time; the finding is shown again and nobody meant it to be silent.",
    fix: "Settle the finding, or set a later `until` with the reason for it.",
    source: "Keyform, file format: `ignore`")

  package static let unused = RuleMetadata(
    id: "IGN002", name: "ignore-unused", severity: .warning,
    what: "An `ignore` silences a finding.",
    why: "One that silences nothing hides the next mistake of that kind.",
    fix: "Remove it.",
    source: "Keyform, file format: `ignore`")

  package static let unknown = RuleMetadata(
    id: "IGN003", name: "ignore-unknown", severity: .error,
    what: "An `ignore` names a rule that may be silenced.",
    why:
      "A misspelt id silences nothing, and structural errors cannot be silenced: nothing could be planned.",
    fix: "Correct the id (`keyform explain ID` knows every rule), or correct the entry.",
    source: "Keyform, file format: `ignore`")

  package static let all = [expired, unused, unknown]
}
