package import KeyformCore

/// What keyform.yaml says.
package struct Project: Sendable {
  package var name = ""
  package var requires: [Requirement] = []
  package var domains: [String] = []
  /// Files and folders relative to the root; empty: everything.
  package var include: [String] = []
  /// Paths of other projects' repositories, by project name, sorted.
  package var imports: [(name: String, path: String)] = []
  /// By name, in the order of the file.
  package var targets: [Target] = []
  package var defaultTarget: String?
  package var rules = RuleSettings()
  package var limits = SafetyLimits()
  /// Addresses of rows that are let go of instead of deleted, in the order of the file.
  package var release: [Glob] = []

  package init() {}

  package struct Target: Hashable, Sendable {
    package let name: String
    @Exact package private(set) var url: String
    /// The part of the files that it takes; empty: all.
    @Exact package private(set) var include: [String]
  }

  /// A least version, of the tool or of the catalogue.
  package struct Requirement: Hashable, Sendable {
    package enum Subject: String, Hashable, Sendable { case keyform, catalog }

    package let subject: Subject
    package let minimum: String

    /// Whether `version` is at least `minimum`, part by part, numbers as numbers.
    package func isMet(by version: String) -> Bool {
      func parts(_ text: String) -> [Int] {
        text.split { $0 == "." || $0 == "-" }.map { Int($0) ?? 0 }
      }
      let have = parts(version)
      let need = parts(minimum)
      for index in 0..<max(have.count, need.count) {
        let left = index < have.count ? have[index] : 0
        let right = index < need.count ? need[index] : 0
        if left != right { return left > right }
      }
      return true
    }
  }
}
