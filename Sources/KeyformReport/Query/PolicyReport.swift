package import KeyformCore

/// The policies of a repository, listed.
package struct PolicyReport {
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

  package static let document: JSONDocument<(policies: [Line], problems: [Diagnostic])> =
    JSONDocument(
      "policies", .compact, title: "A repository's policies", "The policies of a repository.",
      Member("policies", .list(Line.codec, "Those that can be read, by file.")) { $0.policies },
      Member("diagnostics", Diagnostic.list) { $0.problems })
}

extension PolicyReport.Line {
  fileprivate static let codec: Codec<Self> = .object(
    "One policy.", Member("id", .text("Such as ORG001."), \.metadata.id),
    Member("name", .text("A short name."), \.metadata.name),
    Member(
      "severity", .words(["info", "warning", "error"], "Its own severity."),
      \.metadata.severity.rawValue), Member("what", .text("What must hold."), \.metadata.what),
    Member("why", .text("What happens otherwise."), \.metadata.why),
    Member("fix", .text("The way out."), \.metadata.fix),
    Member("file", .text("The file of the query."), \.metadata.source),
    Member("off", .flag("Whether keyform.yaml switches it off."), \.isOff))
}
