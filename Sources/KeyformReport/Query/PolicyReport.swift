package import KeyformCore

/// The policies of a repository, listed.
package struct PolicyReport {
  package static let format = "keyform.policies/1"

  package struct Line: Sendable {
    let metadata: RuleMetadata
    let isOff: Bool

    /// `isOff`: keyform.yaml switches it off.
    package init(_ metadata: RuleMetadata, isOff: Bool) {
      self.metadata = metadata
      self.isOff = isOff
    }
  }

  private let style: TextStyle
  private let masking: Masking

  package init(style: TextStyle, masking: Masking) {
    self.style = style
    self.masking = masking
  }

  package func text(_ lines: [Line]) -> ReportBytes {
    if lines.isEmpty { return .none }
    var table = TextTable(header: ["ID", "SEVERITY", "WHAT", "FILE"], masking)
    for line in lines {
      let rule = line.metadata
      table.append([rule.id, line.isOff ? "off" : rule.severity.rawValue, rule.what, rule.source])
    }
    return table.bytes(style: style)
  }

  package func writeJSON(
    _ lines: [Line], _ problems: [Diagnostic], to sink: ReportSink
  ) throws {
    var json = JSONWriter(masking: masking)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("policies")
    json.beginArray()
    for line in lines {
      let rule = line.metadata
      json.beginObject()
      for (key, value) in [
        ("id", rule.id), ("name", rule.name), ("severity", rule.severity.rawValue),
        ("what", rule.what), ("why", rule.why), ("fix", rule.fix), ("file", rule.source),
      ] as [(StaticString, String)] {
        json.key(key)
        json.value(value)
      }
      json.key("off")
      json.value(line.isOff)
      json.endObject()
    }
    json.endArray()
    json.key("diagnostics")
    try DiagnosticJSON(masking: masking).write(problems, in: &json, flushingTo: sink)
    json.endObject()
    try sink(json.takeDocument())
  }
}
