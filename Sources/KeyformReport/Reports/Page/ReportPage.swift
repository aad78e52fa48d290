internal import KeyformCore

/// A report as one page of HTML that needs nothing beside it: no network, no font, no picture. Its
/// policy lets one style and one script be, by their digests, and nothing else.
///
/// What has to be known first stands first. The changes lie in a block of data, from which the script
/// puts them into the page as text; the first of them stand there already, for readers without
/// scripts.
package struct ReportPage {
  private let content: ReportContent
  private var page: MarkupBuffer

  package static func write(_ content: ReportContent, to sink: ReportSink) throws {
    var page = ReportPage(content: content, page: MarkupBuffer(masking: content.masking))
    try page.write(to: sink)
  }

  private mutating func write(to sink: ReportSink) throws {
    addHead()
    page.add(markup: "<body>\n<a class=\"skip\" href=\"#content\">To the content</a>\n")
    page.add(markup: "<div class=\"frame\">\n")
    PageSummary(content).add(to: &page)
    page.add(markup: "<div class=\"body\">\n")
    addContents()
    page.add(markup: "<main id=\"content\" tabindex=\"-1\">\n")
    for section in sections { section.add(to: &page) }
    try sink(page.take())
    page.add(markup: "</main>\n</div>\n")
    addFoot()
    page.add(markup: "</div>\n")
    try PageData(content).write(&page, to: sink)
    page.add(markup: "<script>")
    page.add(markup: PageFiles.script)
    page.add(markup: "</script>\n</body>\n</html>\n")
    try sink(page.take())
  }

  /// In the order of what a reviewer has to know.
  private var sections: [PageSection] {
    [
      PageGuards.section(content), PageNotes.section(content),
      PageComparison.section(content), PageFindings.section(content),
      PageImpact.section(content), PageChanges.section(content), PageSecrets.section(content),
      PagePatch.section(content),
    ].compactMap(\.self)
  }

  private mutating func addHead() {
    page.add(markup: "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.add(markup: "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'")
    page.add(markup: "; style-src '")
    page.add(markup: PageFiles.styleDigest)
    page.add(markup: "'; script-src '")
    page.add(markup: PageFiles.scriptDigest)
    page.add(markup: "'; base-uri 'none'; form-action 'none'\">\n")
    page.add(markup: "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.add(markup: "<meta name=\"referrer\" content=\"no-referrer\">\n")
    page.add("<title>Keyform: ", content.subject.heading, " of ")
    page.add("", content.project, "</title>\n<style>")
    page.add(markup: PageFiles.style)
    page.add(markup: "</style>\n</head>\n")
  }

  private mutating func addContents() {
    page.add(markup: "<nav class=\"contents\" aria-label=\"On this page\">\n<ul>\n")
    for section in sections {
      page.add("<li><a href=\"#", section.id, "\">")
      page.add("", section.title, "")
      page.add(markup: " <span class=\"number\">")
      page.add(section.count)
      page.add(markup: "</span></a></li>\n")
    }
    page.add(markup: "</ul>\n</nav>\n")
  }

  private mutating func addFoot() {
    page.add(markup: "<footer>\n<p>Made by Keyform from project <span class=\"code\">")
    page.add(content.project)
    page.add(markup: "</span>. This page asks nothing of the network. ")
    page.add(markup: "Secret keys are in no report: a key is told by its last five characters.</p>")
    page.add(markup: "\n</footer>\n")
  }
}

/// A part of the page that its contents name.
struct PageSection {
  /// Its place in the page.
  let id: String
  let title: String
  /// Above it, where the title alone is too short.
  let heading: String
  /// How much there is of it.
  let count: Int
  let addContent: (inout MarkupBuffer) -> Void

  init(
    _ id: String, _ title: String, heading: String? = nil, _ count: Int,
    _ addContent: @escaping (inout MarkupBuffer) -> Void
  ) {
    self.id = id
    self.title = title
    self.heading = heading ?? title
    self.count = count
    self.addContent = addContent
  }

  func add(to page: inout MarkupBuffer) {
    page.add("<section id=\"", id, "\" aria-labelledby=\"")
    page.add("", id, "-title\">\n<h2 id=\"")
    page.add("", id, "-title\">")
    page.add("", heading, "</h2>\n")
    addContent(&page)
    page.add(markup: "</section>\n")
  }
}

extension ReportContent.Subject {
  /// Such as `Plan`.
  var heading: String {
    switch self {
    case .validate: "Check"
    case .diff: "Change"
    case .plan: "Plan"
    case .drift: "Drift"
    }
  }
}
