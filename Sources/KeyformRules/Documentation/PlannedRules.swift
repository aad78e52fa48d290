/// Rules that are not built yet, and those that bind Keyform's own code, for docs/rules.md.
package struct PlannedRules: Sendable {
  package struct Line: Sendable {
    package let id: String
    package let name: String
    package let severity: String
    package let what: String

    init(_ id: String, _ name: String, _ severity: String, _ what: String) {
      self.id = id
      self.name = name
      self.severity = severity
      self.what = what
    }
  }

  package let title: String
  package let lines: [Line]

  /// By subject, in the order of ids.
  package static let all: [PlannedRules] = [
    PlannedRules(
      title: "Kind and catalogue",
      lines: [
        Line(
          "KIND004", "suspicious-row", "warning",
          "Four keys published under Windows Server 2012 are used for no server."),
        Line(
          "KIND008", "evaluation-target", "error",
          "An evaluation image gets an edition change with its key, not a plain key."),
      ]),
    PlannedRules(
      title: "Use of a key",
      lines: [
        Line(
          "USE004", "gvlk-needs-host", "error",
          "A KMS host or AD object whose CSVLK covers the product serves every GVLK."),
        Line(
          "USE008", "office-one-mak", "error", "One MAK for each Office product in a configuration."
        ),
        Line(
          "USE009", "avma-scope", "error",
          "AVMA keys are for Windows Server guests on an activated Hyper-V Datacenter host."),
        Line("USE010", "avma-2025", "info", "Keys for Server 2025 guests were read second-hand."),
        Line(
          "USE011", "esu-is-addition", "error",
          "An ESU key comes on top of a base key, for an eligible release and the right year."),
        Line(
          "USE012", "edition-path", "error", "A change of edition by key follows a supported path."),
        Line(
          "USE013", "iot-floor", "error", "The IoT Enterprise LTSC 2021 key needs build 19044.2905."
        ),
      ]),
    PlannedRules(
      title: "Architecture, edition names, life cycle",
      lines: [
        Line(
          "ARCH003", "w10-x86-late", "info", "32-bit Windows 10 from 2004 on is for volume media."),
        Line(
          "ED003", "ltsc-shared", "info",
          "LTSC 2019, 2021 and 2024 share a key; their dates differ."),
        Line("ED004", "region", "info", "Enterprise G, N and KN editions are for their markets."),
        Line(
          "LC003", "esu-gap", "error", "A release in its ESU period has the current year's key."),
        Line(
          "LC004", "host-too-old", "error", "A KMS host's system is supported and may host its key."
        ),
        Line("LC006", "catalogue-age", "warning", "The catalogue is at most 180 days old."),
      ]),
    PlannedRules(
      title: "Hosts, network, output, secrets",
      lines: [
        Line("AD001", "adba-os", "error", "AD-based activation meets its requirements."),
        Line("AD002", "act-type", "error", "The activation type does not contradict the binding."),
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
      ]),
  ]

  /// Rules that no repository can break: Keyform's own code and catalogue keep them, held by tests.
  package static let ours = PlannedRules(
    title: "Rules that bind Keyform itself",
    lines: [
      Line(
        "ED002", "longest-match", "error", "Captions are matched by the longest edition name first."
      ),
      Line("LC005", "catalogue-tuesday", "error", "Every end date in the catalogue is a Tuesday."),
      Line(
        "SEC002", "redact", "error", "Of a secret key nothing but tail and check value is shown."),
      Line("OUT001", "no-empty-element", "error", "An empty ProductKey element is never written."),
      Line(
        "OUT002", "right-pass", "error", "Each key is written into the pass of Setup that reads it."
      ),
    ])
}
