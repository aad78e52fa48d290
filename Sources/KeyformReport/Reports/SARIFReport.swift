internal import KeyformCore

/// Findings in SARIF 2.1.0, for code scanning: rules with what `explain` says of them, other places that
/// belong to a finding, and fingerprints that stay when lines move.
struct SARIFReport {
  /// Forges show no more.
  private static let most = 5_000

  private let content: ReportContent
  private let options: ReportOptions

  init(_ content: ReportContent, _ options: ReportOptions) {
    self.content = content
    self.options = options
  }

  func write(to sink: ReportSink) throws {
    let all = content.problems
    let problems = all.prefix(Self.most)
    let rules = Set(problems.map(\.rule)).sorted()
    var json = JSONWriter(masking: content.masking)
    json.beginObject()
    json.key("$schema")
    json.value("https://json.schemastore.org/sarif-2.1.0.json")
    json.key("version")
    json.value("2.1.0")
    json.key("runs")
    json.beginArray()
    json.beginObject()
    addTool(rules, to: &json)
    addInvocation(left: all.count - problems.count, to: &json)
    json.key("columnKind")
    json.value("unicodeCodePoints")
    json.key("results")
    json.beginArray()
    for (diagnostic, fingerprint) in zip(problems, FindingFingerprint.all(of: Array(problems))) {
      add(diagnostic, fingerprint, rules, to: &json)
      try json.flush(to: sink)
    }
    json.endArray()
    json.endObject()
    json.endArray()
    json.endObject()
    try sink(json.takeDocument())
  }

  private func addTool(_ rules: [String], to json: inout JSONWriter) {
    json.key("tool")
    json.beginObject()
    json.key("driver")
    json.beginObject()
    json.key("name")
    json.value("keyform")
    json.key("version")
    json.value(options.toolVersion)
    json.key("rules")
    json.beginArray()
    let known = Dictionary(options.rules().map { ($0.id, $0) }) { first, _ in first }
    for id in rules { addRule(id, known[id], to: &json) }
    json.endArray()
    json.endObject()
    json.endObject()
  }

  private func addRule(_ id: String, _ rule: RuleMetadata?, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.value(id)
    if let rule {
      json.key("name")
      json.value(rule.name)
      add("shortDescription", rule.what, to: &json)
      add("fullDescription", "\(rule.what) \(rule.why)", to: &json)
      add("help", "\(rule.fix) Source: \(rule.source)", to: &json)
      json.key("defaultConfiguration")
      json.beginObject()
      json.key("level")
      json.value(Self.level(rule.severity))
      json.endObject()
    } else {
      add("shortDescription", Self.meaning(id), to: &json)
    }
    json.endObject()
  }

  /// Of what no rule says.
  private static func meaning(_ id: String) -> String {
    switch id {
    case "blocked": "The plan may not be applied."
    case "hazard": "The plan has a hazard that has to be allowed by name."
    case "guard": "The change loosens what it is judged by."
    case "drift": "The target is not as it was left."
    case "reviewed": "The plan does something else than was reviewed."
    default: "A policy of the repository."
    }
  }

  private func addInvocation(left: Int, to json: inout JSONWriter) {
    json.key("invocations")
    json.beginArray()
    json.beginObject()
    json.key("executionSuccessful")
    json.value(true)
    if let exitCode = content.exitCode {
      json.key("exitCode")
      json.value(exitCode)
    }
    if left > 0 {
      json.key("toolExecutionNotifications")
      json.beginArray()
      json.beginObject()
      add(
        "message", "\(counted(left, "finding")) more than these \(Self.most), which are the worst",
        to: &json)
      json.key("level")
      json.value("warning")
      json.endObject()
      json.endArray()
    }
    json.endObject()
    json.endArray()
  }

  private func add(
    _ diagnostic: Diagnostic, _ fingerprint: String, _ rules: [String], to json: inout JSONWriter
  ) {
    json.beginObject()
    json.key("ruleId")
    json.value(diagnostic.rule)
    if let index = rules.firstIndex(of: diagnostic.rule) {
      json.key("ruleIndex")
      json.value(index)
    }
    json.key("level")
    json.value(Self.level(diagnostic.severity))
    add("message", diagnostic.message, to: &json)
    json.key("locations")
    json.beginArray()
    if let place = diagnostic.place {
      json.beginObject()
      add(place, to: &json)
      json.endObject()
    } else {
      json.beginObject()
      add(FileLocation(file: "keyform.yaml", line: 1, column: 1), to: &json)
      json.endObject()
    }
    json.endArray()
    if !diagnostic.related.isEmpty {
      json.key("relatedLocations")
      json.beginArray()
      for (index, related) in diagnostic.related.prefix(100).enumerated() {
        json.beginObject()
        json.key("id")
        json.value(index)
        add(related.place, to: &json)
        add("message", related.text, to: &json)
        json.endObject()
      }
      json.endArray()
    }
    json.key("partialFingerprints")
    json.beginObject()
    json.key("keyform/v1")
    json.value(fingerprint)
    json.endObject()
    json.endObject()
  }

  private func add(_ place: FileLocation, to json: inout JSONWriter) {
    json.key("physicalLocation")
    json.beginObject()
    json.key("artifactLocation")
    json.beginObject()
    json.key("uri")
    json.value(Self.uri(options.path(place.file)))
    json.endObject()
    json.key("region")
    json.beginObject()
    json.key("startLine")
    json.value(max(place.line, 1))
    json.key("startColumn")
    json.value(max(place.column, 1))
    json.endObject()
    json.endObject()
  }

  /// A path as part of an address: what has a meaning there is written as `%XX`.
  private static func uri(_ path: String) -> String {
    var uri = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default: uri += "%" + Hex.text([byte]).uppercased()
      }
    }
    return uri
  }

  private func add(_ key: StaticString, _ text: String, to json: inout JSONWriter) {
    json.key(key)
    json.beginObject()
    json.key("text")
    json.value(text)
    json.endObject()
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .info: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
