internal import KeyformCore

/// What stands above all: what the report is of, the verdict, the review id and the counts.
struct PageSummary {
  private let content: ReportContent

  init(_ content: ReportContent) { self.content = content }

  func add(to page: inout MarkupBuffer) {
    page.add("<header class=\"head\">\n<p class=\"brand\">Keyform</p>\n<h1>", heading.words, "")
    page.add(" <span class=\"code\">", heading.name, "</span></h1>\n")
    addVerdict(to: &page)
    addFacts(to: &page)
    addCounts(to: &page)
    page.add(markup: "</header>\n")
  }

  private var heading: (words: String, name: String) {
    switch content.subject {
    case .validate: ("Check of", content.project)
    case .diff: ("What the change does in", content.project)
    case .plan: ("Plan for", content.mark)
    case .drift: ("Drift of", String(content.mark.dropFirst("drift ".count)))
    }
  }

  private func addVerdict(to page: inout MarkupBuffer) {
    let verdict = content.verdict
    page.add(markup: "<div class=\"verdict ")
    page.add(markup: verdict.mood.style)
    page.add(markup: "\">\n<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">")
    page.add(markup: verdict.mood.sign)
    page.add("</svg>\n<p class=\"sentence\">", verdict.sentence, "</p>\n")
    let parts = content.parts.filter { $0.title != nil && $0.sentence != verdict.sentence }
    for part in parts {
      page.add("<p class=\"next\"><span class=\"code\">", part.title ?? "", "</span>: ")
      page.add("", part.sentence, "</p>\n")
    }
    page.add(markup: "</div>\n")
  }

  private func addFacts(to page: inout MarkupBuffer) {
    page.add(markup: "<dl class=\"facts\">\n")
    page.add("<div><dt>Project</dt><dd class=\"code\">", content.project, "</dd></div>\n")
    for part in content.parts {
      guard let id = part.reviewID else { continue }
      page.add("<div><dt>Review id", part.title.map { " of \($0)" } ?? "", "</dt>")
      page.add("<dd class=\"code\">", id.description, "</dd></div>\n")
    }
    if let today = content.parts.first?.today ?? nil {
      page.add("<div><dt>As of</dt><dd>", today.description, "</dd></div>\n")
    }
    if let code = content.exitCode {
      page.add("<div><dt>Exit code</dt><dd class=\"code\">", String(code), "</dd></div>\n")
    }
    page.add(markup: "</dl>\n")
  }

  private func addCounts(to page: inout MarkupBuffer) {
    page.add(markup: "<ul class=\"counts\">\n")
    if content.subject == .drift {
      addCount(
        content.parts.reduce(0) { $0 + $1.objects.count }, "rows differ", "update", "", &page)
    } else if !content.parts.isEmpty {
      for action in Action.allCases {
        let counts = content.parts.flatMap(\.counts).filter { $0.action == action }
        let count = counts.reduce(0) { $0 + $1.count }
        if count == 0, action == .adopt || action == .release { continue }
        addCount(count, "to \(action.rawValue)", action.style, shares(of: counts), &page)
      }
    }
    if content.subject == .drift, content.counting.isEmpty { return page.add(markup: "</ul>\n") }
    let diagnostics = content.counting
    for severity in [Severity.error, .warning] {
      let count = diagnostics.count { $0.severity == severity }
      let noun = severity.rawValue + (count == 1 ? "" : "s")
      addCount(count, noun, severity == .error ? "error" : "warning", "", &page)
    }
    page.add(markup: "</ul>\n")
  }

  /// `2 this change, 1 waiting`.
  private func shares(of counts: [ReportCount]) -> String {
    var sums: [(name: String, count: Int)] = []
    for share in counts.flatMap(\.origins) {
      if let index = sums.firstIndex(where: { $0.name == share.name }) {
        sums[index].count += share.count
      } else {
        sums.append((share.name, share.count))
      }
    }
    return sums.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
  }

  private func addCount(
    _ count: Int, _ words: String, _ style: StaticString, _ shares: String,
    _ page: inout MarkupBuffer
  ) {
    page.add(markup: "<li class=\"")
    page.add(markup: count == 0 ? "zero" : style)
    page.add(markup: "\"><strong>")
    page.add(count)
    page.add("</strong> ", words, "")
    if !shares.isEmpty { page.add("<br>", shares, "") }
    page.add(markup: "</li>\n")
  }
}

extension Action {
  /// Its class in the style.
  var style: StaticString {
    switch self {
    case .create: "create"
    case .update: "update"
    case .adopt: "adopt"
    case .release: "release"
    case .delete: "delete"
    }
  }
}

extension ReportVerdict.Mood {
  fileprivate var style: StaticString {
    switch self {
    case .quiet: "quiet"
    case .good: "good"
    case .caution: "caution"
    case .bad: "bad"
    }
  }

  /// What is in the picture before the sentence.
  fileprivate var sign: StaticString {
    switch self {
    case .quiet, .good:
      """
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2"/>\
      <path d="M7.5 12.5l3 3 6-6.5" fill="none" stroke="currentColor" stroke-width="2.2"/>
      """
    case .caution:
      """
      <path d="M12 3L22 20.5H2Z" fill="none" stroke="currentColor" stroke-width="2" \
      stroke-linejoin="round"/><path d="M12 9.5v5M12 16.6v1.6" stroke="currentColor" \
      stroke-width="2.2"/>
      """
    case .bad:
      """
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2"/>\
      <path d="M8.3 8.3l7.4 7.4M15.7 8.3l-7.4 7.4" stroke="currentColor" stroke-width="2.2"/>
      """
    }
  }
}
