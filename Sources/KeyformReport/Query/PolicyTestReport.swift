package import KeyformCore

/// What became of policies on their fixtures.
package struct PolicyTestReport {
  package struct Fixture: Sendable {
    let name: String
    let expected: Int
    let missing: [Place]
    let surplus: [(place: Place, summary: String)]
    let problems: [Diagnostic]

    package init(
      name: String, expected: Int, missing: [Place], surplus: [(place: Place, summary: String)],
      problems: [Diagnostic]
    ) {
      self.name = name
      self.expected = expected
      self.missing = missing
      self.surplus = surplus
      self.problems = problems
    }

    package var passes: Bool { missing.isEmpty && surplus.isEmpty && problems.isEmpty }
  }

  package struct Result: Sendable {
    let id: String
    let name: String
    let path: String
    let fixtures: [Fixture]

    package init(id: String, name: String, path: String, fixtures: [Fixture]) {
      self.id = id
      self.name = name
      self.path = path
      self.fixtures = fixtures
    }

    package var passes: Bool { fixtures.allSatisfy(\.passes) }
    var expected: Int { fixtures.reduce(0) { $0 + $1.expected } }
  }

  private let style: TextStyle
  private let masking: Masking

  package init(style: TextStyle, masking: Masking) {
    self.style = style
    self.masking = masking
  }

  package func text(_ results: [Result]) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
    let names = results.map { ShownText($0.name, masking) }
    let width = names.map(\.width).max() ?? 0
    for (result, name) in zip(results, names) {
      buffer.add("\(result.id)  ")
      buffer.add(name)
      buffer.pad(width - name.width + 2)
      add(result, to: &buffer)
    }
    if !results.isEmpty {
      let failed = results.count { !$0.passes }
      let untested = results.count { $0.fixtures.isEmpty }
      let count = results.count == 1 ? "1 policy" : "\(results.count) policies"
      buffer.breakLine()
      buffer.line(
        "\(count): \(failed == 0 ? "none fails" : "\(failed) failed")"
          + (untested > 0 ? ", \(untested) without a fixture" : ""), .strong)
    }
    return buffer.take()
  }

  private func add(_ result: Result, to buffer: inout TextBuffer) {
    if result.fixtures.isEmpty {
      buffer.line("no fixture: put one into policies/tests/\(result.id)", .caution)
      return
    }
    if result.passes {
      if result.expected == 0 {
        buffer.line("no line says `# expect: \(result.id)`: nothing shows that it finds", .caution)
      } else {
        let count = result.expected
        buffer.line("\(count) finding\(count == 1 ? "" : "s") as expected", .good)
      }
      return
    }
    buffer.line("failed", .bad)
    for fixture in result.fixtures where !fixture.passes {
      for place in fixture.missing {
        buffer.line("  \(place.file):\(place.line): expected, not found")
      }
      for (place, summary) in fixture.surplus {
        buffer.line("  \(place.file):\(place.line): found, not expected: \(summary)")
      }
      for problem in fixture.problems {
        let place = problem.place.map { "\($0.file):\($0.line): " } ?? ""
        buffer.line("  \(place)\(problem.rule) \(problem.summary)")
      }
    }
  }

  package static let document: JSONDocument<(results: [Result], problems: [Diagnostic])> =
    JSONDocument(
      "policy-test", .compact, title: "What became of policies on their fixtures",
      "What became of policies on their fixtures.",
      Member("policies", .list(Result.codec, "The policies that were tested, by file.")) {
        $0.results
      }, Member("diagnostics", Diagnostic.list) { $0.problems })
}

extension PolicyTestReport.Result {
  fileprivate static let codec: Codec<Self> = .object(
    "One policy.", Member("id", .text("Such as ORG001."), \.id),
    Member("file", .text("The file of the query."), \.path),
    Member("passes", .flag("Whether no fixture fails."), \.passes),
    Member(
      "fixtures", .list(PolicyTestReport.Fixture.codec, "By folder; empty: there is none."),
      \.fixtures))
}

extension PolicyTestReport.Fixture {
  fileprivate static let codec: Codec<Self> = .object(
    "One fixture.", Member("name", .text("The folder."), \.name),
    Member("expected", .count("Lines on which a finding is expected."), \.expected),
    Member("missing", .list(line, "Expected and not found.")) {
      $0.missing.map { (place: $0, summary: nil) }
    },
    Member("surplus", .list(line, "Found and not expected.")) {
      $0.surplus.map { (place: $0.place, summary: $0.summary) }
    }, Member("diagnostics", Diagnostic.list, \.problems))

  private static let line: Codec<(place: Place, summary: String?)> = .object(
    "A line.", Member("file", .text("Relative to the root.")) { $0.place.file },
    Member("line", .count("From 1.")) { $0.place.line },
    Member("summary", .nullable(.text("What was found; null where nothing was."))) {
      $0.summary
    })
}
