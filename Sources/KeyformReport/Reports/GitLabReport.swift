internal import KeyformCore

/// Findings as GitLab's code quality report has them, shown beside the lines of a merge request.
struct CodeQualityReport {
  private let content: ReportContent
  private let options: ReportOptions

  init(_ content: ReportContent, _ options: ReportOptions) {
    self.content = content
    self.options = options
  }

  func write(to sink: ReportSink) throws {
    var json = JSONWriter(masking: content.masking)
    json.beginArray()
    let problems = content.problems
    for (diagnostic, fingerprint) in zip(problems, FindingFingerprint.all(of: problems)) {
      json.beginObject()
      json.key("description")
      json.value("\(diagnostic.rule): \(diagnostic.message)")
      json.key("check_name")
      json.value(diagnostic.rule)
      json.key("fingerprint")
      json.value(fingerprint)
      json.key("severity")
      json.value(Self.word(diagnostic.severity))
      json.key("location")
      json.beginObject()
      json.key("path")
      json.value(diagnostic.place.map { options.path($0.file) } ?? options.home)
      json.key("lines")
      json.beginObject()
      json.key("begin")
      json.value(diagnostic.place?.line ?? 1)
      json.endObject()
      json.endObject()
      json.endObject()
      try json.flush(to: sink)
    }
    json.endArray()
    try sink(json.takeDocument())
  }

  private static func word(_ severity: Severity) -> String {
    switch severity {
    case .info: "info"
    case .warning: "minor"
    case .error: "critical"
    }
  }
}

/// The three counts that GitLab shows of a plan in a merge request (`artifacts:reports:terraform`).
struct GitLabPlanReport {
  private let content: ReportContent

  init(_ content: ReportContent) { self.content = content }

  func write(to sink: ReportSink) throws {
    func count(_ actions: Action...) -> Int {
      content.parts.reduce(0) { sum, part in
        sum + actions.reduce(0) { $0 + part.summary[$1] }
      }
    }
    var json = JSONWriter(masking: content.masking)
    json.beginObject()
    json.key("create")
    json.value(count(.create))
    json.key("update")
    json.value(count(.update, .adopt))
    json.key("delete")
    json.value(count(.delete, .release))
    json.endObject()
    try sink(json.takeDocument())
  }
}

/// What a finding is known again by when lines move: rule, entry and field, and its place among those
/// that have all three alike.
enum FindingFingerprint {
  /// In their order; each once.
  static func all(of diagnostics: [Diagnostic]) -> [String] {
    var seen: [String: Int] = [:]
    return diagnostics.map { diagnostic in
      var text = diagnostic.rule
      // A finding without an entry is told from others by what it says.
      let parts = [
        diagnostic.address?.description ?? "\(diagnostic.place?.file ?? "") \(diagnostic.summary)"
      ]
      for part in parts + diagnostic.field { text += "\u{0}\(part)" }
      let number = seen[text, default: 0]
      seen[text] = number + 1
      var digest = ContentDigest()
      digest.update(number == 0 ? text : "\(text)\u{0}\u{0}\(number)")
      return digest.hex()
    }
  }
}
