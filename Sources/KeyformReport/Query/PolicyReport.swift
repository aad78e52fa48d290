package import KeyformCore

/// The policies of a repository, listed.
package enum PolicyReport {
  /// `isOff`: keyform.yaml switches it off.
  package typealias Line = (metadata: RuleMetadata, isOff: Bool)

  package static func add(_ lines: [Line], to buffer: inout TextBuffer) {
    if lines.isEmpty { return }
    var table = TextTable(header: ["ID", "SEVERITY", "WHAT", "FILE"], buffer.masking)
    for line in lines {
      let rule = line.metadata
      table.append([rule.id, line.isOff ? "off" : rule.severity.rawValue, rule.what, rule.source])
    }
    table.add(to: &buffer)
  }

  package static let document: JSONDocument<(policies: [Line], problems: [Diagnostic])> =
    JSONDocument(
      "policies", .compact, title: "A repository's policies", "The policies of a repository.",
      Member("policies", .list(line, "Those that can be read, by file.")) { $0.policies },
      Member("diagnostics", Diagnostic.list) { $0.problems })

  private static let line: Codec<Line> = .object(
    "One policy.", Member("id", .text("Such as ORG001.")) { $0.metadata.id },
    Member("name", .text("A short name.")) { $0.metadata.name },
    Member("severity", .words(["info", "warning", "error"], "Its own severity.")) {
      $0.metadata.severity.rawValue
    }, Member("what", .text("What must hold.")) { $0.metadata.what },
    Member("why", .text("What happens otherwise.")) { $0.metadata.why },
    Member("fix", .text("The way out.")) { $0.metadata.fix },
    Member("file", .text("The file of the query.")) { $0.metadata.source },
    Member("off", .flag("Whether keyform.yaml switches it off.")) { $0.isOff })
}

/// What became of policies on their fixtures.
package enum PolicyTestReport {
  package typealias Fixture = (
    name: String, expected: Int, missing: [FileLocation],
    surplus: [(place: FileLocation, summary: String)],
    problems: [Diagnostic]
  )
  package typealias Result = (id: String, name: String, path: String, fixtures: [Fixture])

  package static func passes(_ result: Result) -> Bool { result.fixtures.allSatisfy(passes) }

  private static func passes(_ fixture: Fixture) -> Bool {
    fixture.missing.isEmpty && fixture.surplus.isEmpty && fixture.problems.isEmpty
  }

  package static func add(_ results: [Result], to buffer: inout TextBuffer) {
    let names = results.map { ShownText($0.name, buffer.masking) }
    let width = names.map(\.width).max() ?? 0
    for (result, name) in zip(results, names) {
      buffer.add("\(result.id)  ")
      buffer.add(name)
      buffer.pad(width - name.width + 2)
      add(result, to: &buffer)
    }
    if results.isEmpty { return }
    let failed = results.count { !passes($0) }
    let untested = results.count { $0.fixtures.isEmpty }
    let count = results.count == 1 ? "1 policy" : "\(results.count) policies"
    buffer.breakLine()
    buffer.line(
      "\(count): \(failed == 0 ? "none fails" : "\(failed) failed")"
        + (untested > 0 ? ", \(untested) without a fixture" : ""), .strong)
  }

  private static func add(_ result: Result, to buffer: inout TextBuffer) {
    if result.fixtures.isEmpty {
      buffer.line("no fixture: put one into policies/tests/\(result.id)", .caution)
      return
    }
    if passes(result) {
      let count = result.fixtures.reduce(0) { $0 + $1.expected }
      return count == 0
        ? buffer.line(
          "no line says `# expect: \(result.id)`: nothing shows that it finds", .caution)
        : buffer.line("\(count) finding\(count == 1 ? "" : "s") as expected", .good)
    }
    buffer.line("failed", .bad)
    for fixture in result.fixtures where !passes(fixture) {
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
      Member("policies", .list(result, "The policies that were tested, by file.")) {
        $0.results
      }, Member("diagnostics", Diagnostic.list) { $0.problems })

  private static let result: Codec<Result> = .object(
    "One policy.", Member("id", .text("Such as ORG001.")) { $0.id },
    Member("file", .text("The file of the query.")) { $0.path },
    Member("passes", .flag("Whether no fixture fails.")) { passes($0) },
    Member("fixtures", .list(fixture, "By folder; empty: there is none.")) { $0.fixtures })

  private static let fixture: Codec<Fixture> = .object(
    "One fixture.", Member("name", .text("The folder.")) { $0.name },
    Member("expected", .count("Lines on which a finding is expected.")) { $0.expected },
    Member("missing", .list(line, "Expected and not found.")) {
      $0.missing.map { (place: $0, summary: nil) }
    },
    Member("surplus", .list(line, "Found and not expected.")) {
      $0.surplus.map { (place: $0.place, summary: $0.summary) }
    }, Member("diagnostics", Diagnostic.list) { $0.problems })

  private static let line: Codec<(place: FileLocation, summary: String?)> = .object(
    "A line.", Member("file", .text("Relative to the root.")) { $0.place.file },
    Member("line", .count("From 1.")) { $0.place.line },
    Member("summary", .nullable(.text("What was found; null where nothing was."))) {
      $0.summary
    })
}
