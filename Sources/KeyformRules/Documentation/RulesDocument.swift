package import KeyformCore

/// docs/rules.md, drawn from the metadata that `keyform explain` shows.
package enum RulesDocument {
  /// `structural` is what the decoder and the loader report, which is not ours to know here.
  package static func markdown(structural: [RuleMetadata]) -> String {
    let rules = AllRules.metadata
    var text = """
      # Rules

      Written by `scripts/goldens` from the rules themselves; do not edit. `keyform explain ID` shows \
      the same.

      A rule's severity and settings stand under `rules:` in keyform.yaml (`off`, `info`, `warning`, \
      `error`, or a map with the rule's own numbers); `ignore:` on an entry silences one with a reason. A \
      severity from keyform.yaml holds for every finding of the rule but its advice. Structural errors \
      can neither be lowered nor silenced: nothing is planned from a half-read repository.

      | id | name | severity | checks that |
      |---|---|---|---|

      """
    for rule in rules {
      text +=
        "| [\(rule.id)](#\(anchor(rule))) | \(rule.name) | \(weight(rule)) | \(cell(rule.what)) |\n"
    }
    text += "\n"
    for rule in rules { text += section(rule) }
    if !structural.isEmpty {
      text += """
        ## Form of the files

        What cannot be read is told with an id as well. These block every plan and cannot be silenced \
        unless the table says otherwise.

        | id | name | severity | checks that | what to do |
        |---|---|---|---|---|

        """
      for rule in structural.sorted(by: { $0.id < $1.id }) {
        text += "| \(rule.id) | \(rule.name) | \(rule.severity.rawValue) "
        text += "| \(cell(rule.what)) | \(cell(rule.fix)) |\n"
      }
      text += "\n"
    }
    // One newline ends the file.
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }

  private static func section(_ rule: RuleMetadata) -> String {
    """
    ## \(rule.id) \(rule.name)

    \(weight(rule)), since \(rule.since). \(line(rule.what))

    - **Why:** \(line(rule.why))
    - **What to do:** \(line(rule.fix))
    - **Source:** \(line(rule.source))


    """
  }

  private static func weight(_ rule: RuleMetadata) -> String {
    switch rule.weight {
    case .adjustable: rule.severity.rawValue
    case .structural: "structural \(rule.severity.rawValue)"
    case .errorOnChange: "\(rule.severity.rawValue), error on change"
    }
  }

  /// As GitHub makes it of the heading.
  private static func anchor(_ rule: RuleMetadata) -> String {
    "\(rule.id.lowercased())-\(rule.name)"
  }

  private static func line(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: " ")
  }

  private static func cell(_ text: String) -> String {
    line(text).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
