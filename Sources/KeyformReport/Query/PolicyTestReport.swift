package import KeyformCore

/// What became of policies on their fixtures.
package struct PolicyTestReport {
  package static let format = "keyform.policy-test/1"

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

  package func writeJSON(
    _ results: [Result], _ problems: [Diagnostic], to sink: ReportSink
  ) throws {
    var json = JSONWriter(masking: masking)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("policies")
    json.beginArray()
    for result in results {
      json.beginObject()
      json.key("id")
      json.value(result.id)
      json.key("file")
      json.value(result.path)
      json.key("passes")
      json.value(result.passes)
      json.key("fixtures")
      json.beginArray()
      for fixture in result.fixtures { try add(fixture, to: &json, sink) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.key("diagnostics")
    try DiagnosticJSON(masking: masking).write(problems, in: &json, flushingTo: sink)
    json.endObject()
    try sink(json.takeDocument())
  }

  private func add(
    _ fixture: Fixture, to json: inout JSONWriter, _ sink: ReportSink
  ) throws {
    func places(_ name: StaticString, _ places: [(place: Place, summary: String?)]) {
      json.key(name)
      json.beginArray()
      for (place, summary) in places {
        json.beginObject()
        json.key("file")
        json.value(place.file)
        json.key("line")
        json.value(place.line)
        json.key("summary")
        json.value(summary)
        json.endObject()
      }
      json.endArray()
    }
    json.beginObject()
    json.key("name")
    json.value(fixture.name)
    json.key("expected")
    json.value(fixture.expected)
    places("missing", fixture.missing.map { (place: $0, summary: nil) })
    places("surplus", fixture.surplus.map { (place: $0.place, summary: $0.summary) })
    json.key("diagnostics")
    try DiagnosticJSON(masking: masking).write(
      fixture.problems, in: &json, flushingTo: sink)
    json.endObject()
  }
}
