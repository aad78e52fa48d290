internal import KeyformCore

/// What was found, by what the change has to do with it; advice is folded.
enum PageFindings {
  /// So many of one sort are in the page.
  private static let most = 300

  static func section(_ content: ReportContent) -> PageSection? {
    let found = content.findings.filter { !$0.diagnostics.isEmpty }
    // What a change hides belongs to what it does to guards, just above.
    let groups = found.filter { $0.cause == .silenced } + found.filter { $0.cause != .silenced }
    if groups.isEmpty { return nil }
    let count = groups.reduce(0) { $0 + $1.diagnostics.count }
    return PageSection("findings", "Findings", count) { page in
      for group in groups { add(group, to: &page) }
    }
  }

  private static func add(_ group: ReportFindings, to page: inout MarkupBuffer) {
    let title = title(of: group.cause)
    switch group.cause {
    case nil, .new, .silenced:
      if !title.isEmpty { page.add("<h3>", title, "</h3>\n") }
      let weighty = group.diagnostics.filter { $0.severity > .info }
      addList(
        weighty.filter { $0.severity == .error } + weighty.filter { $0.severity < .error }, &page)
      fold(group.diagnostics.filter { $0.severity == .info }, "Advice", &page)
    case .fixed, .thereBefore: fold(group.diagnostics, title, &page)
    }
  }

  private static func title(of cause: FindingCause?) -> String {
    switch cause {
    case nil: ""
    case .new: "New"
    case .silenced: "Silenced by this change"
    case .fixed: "Fixed"
    case .thereBefore: "There before"
    }
  }

  private static func fold(
    _ found: [Diagnostic], _ title: String, _ page: inout MarkupBuffer
  ) {
    if found.isEmpty { return }
    page.add("<details class=\"fold\"><summary>", title, ": ")
    page.add("", DiagnosticCount(found).text, "</summary>\n")
    addList(found, &page)
    page.add(markup: "</details>\n")
  }

  private static func addList(_ found: [Diagnostic], _ page: inout MarkupBuffer) {
    if found.isEmpty { return }
    page.add(markup: "<ul class=\"rows card\">\n")
    for diagnostic in found.prefix(most) { add(diagnostic, to: &page) }
    page.add(markup: "</ul>\n")
    page.addRest(found.count - most, of: "findings")
  }

  private static func add(_ diagnostic: Diagnostic, to page: inout MarkupBuffer) {
    page.add(markup: "<li><div class=\"line\"><span class=\"tag ")
    page.add(markup: diagnostic.severity.style)
    page.add("\">", diagnostic.severity.rawValue, "</span> ")
    page.add("<span class=\"tag code\">", diagnostic.rule, "</span> <span class=\"title\">")
    page.add(clipped: diagnostic.summary)
    page.add(markup: "</span>")
    page.add(diagnostic.place)
    page.add(markup: "</div>\n")
    if let address = diagnostic.address {
      page.add("<p class=\"code soft\">", address.description, "</p>\n")
    }
    if !diagnostic.detail.isEmpty {
      page.add(markup: "<p>")
      page.add(clipped: diagnostic.detail, most: 2_000)
      page.add(markup: "</p>\n")
    }
    for related in diagnostic.related.prefix(10) {
      page.add(
        "<p class=\"soft\"><span class=\"code\">", "\(related.place.file):\(related.place.line)",
        "</span> ")
      page.add(clipped: related.text)
      page.add(markup: "</p>\n")
    }
    page.add(markup: "</li>\n")
  }
}

extension Severity {
  fileprivate var style: StaticString {
    switch self {
    case .error: "bad"
    case .warning: "caution"
    case .info: "advice"
    }
  }
}

/// The secrets that have to be in place before an apply: where each is read, never what is read.
enum PageSecrets {
  private static let most = 500

  static func section(_ content: ReportContent) -> PageSection? {
    let secrets = content.secrets
    if secrets.isEmpty { return nil }
    return PageSection("secrets", "Secrets to be in place", secrets.count) { page in
      page.add(markup: "<ul class=\"rows card\">\n")
      for secret in secrets.prefix(most) {
        page.add(
          "<li class=\"line\"><span class=\"title code\">", secret.address.description, "</span> ")
        page.add("<span>", secret.source?.shown ?? "no source is named", "</span> ")
        page.add("<span class=\"place\">", secret.recorded, "</span></li>\n")
      }
      page.add(markup: "</ul>\n")
      page.addRest(secrets.count - most, of: "secrets")
    }
  }
}

/// What fixing would change in the files, as a unified diff.
enum PagePatch {
  private static let most = 2_000

  static func section(_ content: ReportContent) -> PageSection? {
    guard let patch = content.patch, !patch.isEmpty else { return nil }
    let lines = patch.split(separator: "\n", omittingEmptySubsequences: false)
    return PageSection("fixes", "What fixing would change", lines.count) { page in
      page.add(markup: "<pre class=\"card\">")
      for line in lines.prefix(most) {
        page.add(markup: "<span class=\"")
        page.add(markup: style(of: line))
        page.add(markup: "\">")
        page.add(clipped: String(line))
        page.add(markup: "</span>")
      }
      page.add(markup: "</pre>\n")
      page.addRest(lines.count - most, of: "lines")
    }
  }

  private static func style(of line: Substring) -> StaticString {
    switch line.first {
    case "+": "added"
    case "-": "removed"
    default: "same"
    }
  }
}
