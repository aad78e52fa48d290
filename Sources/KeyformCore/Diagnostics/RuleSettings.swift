/// What `rules:` in keyform.yaml says: a severity for a rule, its own settings, or both.
package struct RuleSettings: Hashable, Sendable {
  package struct Setting: Hashable, Sendable {
    package var level: Level?
    /// The rule's own numbers, such as `days` of CNT003.
    package var numbers: [String: Int]

    package init(level: Level? = nil, numbers: [String: Int] = [:]) {
      self.level = level
      self.numbers = numbers
    }
  }

  package enum Level: Hashable, Sendable {
    case off
    case severity(Severity)

    /// The words of the file format.
    package static let words = ["off", "info", "warning", "error"]

    package init?(word: String) {
      if word == "off" {
        self = .off
      } else if let severity = Severity(rawValue: word) {
        self = .severity(severity)
      } else {
        return nil
      }
    }
  }

  package var byRule: [String: Setting]

  package init(byRule: [String: Setting] = [:]) { self.byRule = byRule }

  /// The rule's own number of that name, or `standard`.
  package func number(_ name: String, of rule: String, standard: Int) -> Int {
    byRule[rule]?.numbers[name] ?? standard
  }
}
