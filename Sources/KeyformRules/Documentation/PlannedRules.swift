/// Rules that are not built yet, and those that bind Keyform's own code, for docs/rules.md.
package struct PlannedRules: Sendable {
  package struct Line: Sendable {
    package let id: String
    package let name: String
    package let severity: String
    package let what: String
    /// The test that holds a rule on Keyform itself, as `MODULE/FILE.FUNCTION` below `Tests`.
    package let heldBy: String?

    init(
      _ id: String, _ name: String, _ severity: String, _ what: String, heldBy: String? = nil
    ) {
      self.id = id
      self.name = name
      self.severity = severity
      self.what = what
      self.heldBy = heldBy
    }
  }

  package let title: String
  package let lines: [Line]

  /// By subject, in the order of ids.
  package static let all: [PlannedRules] = [
    PlannedRules(
      title: "Hosts, network, output, secrets",
      lines: [
        Line(
          "OUT003", "invalid-key-stops-setup", "info", "A wrong key in an answer file ends Setup."),
        Line(
          "OUT004", "answer-file-is-secret", "warning",
          "Files with secret keys are private and ignored."),
        Line(
          "OUT005", "clear-after", "info",
          "Retail keys are cleared from the registry after activation."),
        Line("SEC003", "scan", "error", "No tracked file and no commit holds a secret key."),
        Line("SEC004", "history", "warning", "A secret key once committed is replaced."),
      ])
  ]

  /// Rules that no repository can break: Keyform's own code and catalogue keep them, held by tests.
  package static let ours = PlannedRules(
    title: "Rules that bind Keyform itself",
    lines: [
      Line(
        "ED002", "longest-match", "error",
        "Captions are matched by the longest edition name first.",
        heldBy: "KeyformCatalogTests/NameResolutionTests.longestCaptionWins"),
      Line(
        "LC005", "catalogue-tuesday", "error",
        "Every end date in the catalogue is a Tuesday, but for those that are marked as doubtful.",
        heldBy: "KeyformCatalogTests/SoundnessTests.endDatesAreTuesdays"),
      Line(
        "SEC002", "redact", "error", "Of a secret key nothing but tail and check value is shown.",
        heldBy: "KeyformCommandTests/CanaryTests.staysInside"),
      Line("OUT001", "no-empty-element", "error", "An empty ProductKey element is never written."),
      Line(
        "OUT002", "right-pass", "error", "Each key is written into the pass of Setup that reads it."
      ),
    ])
}
