package import KeyformCore

/// A fixture of a policy: where it must find something, and where it did.
package struct PolicyCase: Sendable {
  /// The folder, relative to the root.
  package let name: String
  package let policy: Policy
  /// Where a mark says `# expect: ID`, sorted.
  package let expected: [PolicyMark]
  package let found: [(mark: PolicyMark, summary: String)]
  /// What keeps the fixture from being read, or the policy from running.
  package let problems: [Diagnostic]

  package init(
    name: String, policy: Policy, expected: [PolicyMark],
    found: [(mark: PolicyMark, summary: String)], problems: [Diagnostic]
  ) {
    self.name = name
    self.policy = policy
    self.expected = expected.sorted()
    self.found = found.sorted { $0.mark < $1.mark }
    self.problems = problems
  }

  /// Marks without a finding.
  package var missing: [PolicyMark] {
    expected.filter { mark in !found.contains { $0.mark == mark } }
  }

  /// Findings without a mark.
  package var surplus: [(mark: PolicyMark, summary: String)] {
    found.filter { !expected.contains($0.mark) }
  }

  /// A fixture without any mark shows nothing: it would pass a policy that never finds anything.
  package var isIdle: Bool { expected.isEmpty }

  package var passes: Bool { missing.isEmpty && surplus.isEmpty && problems.isEmpty }
}

/// A line of a fixture.
package struct PolicyMark: Hashable, Comparable, Sendable {
  package let file: String
  package let line: Int

  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  package static func < (left: PolicyMark, right: PolicyMark) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }
}

/// What comments in the files of a fixture say.
package struct FixtureComments: Sendable {
  /// Lines with `# expect: ID`; several ids are joined by commas.
  package private(set) var marks: [PolicyMark] = []
  /// `# today: YYYY-MM-DD`, where a line says it.
  package private(set) var today: CalendarDate?

  package init() {}

  package mutating func read(_ bytes: [UInt8], file: String, id: String) {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if let mark = line.firstRange(of: "# expect: ") {
        let ids = line[mark.upperBound...].split(separator: ",").map {
          $0.filter { !$0.isWhitespace }
        }
        if ids.contains(id) { marks.append(PolicyMark(file: file, line: index + 1)) }
      }
      if let mark = line.firstRange(of: "# today: ") {
        today = CalendarDate(String(line[mark.upperBound...].prefix(10))) ?? today
      }
    }
  }
}
