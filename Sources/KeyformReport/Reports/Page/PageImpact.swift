internal import KeyformCore

/// What a change means for licences: pictures where people would rather look than read, and the same
/// words as in the other reports beside them.
enum PageImpact {
  /// So many of one sort are in the page, the worst first.
  private static let most = 60

  static func section(_ content: ReportContent) -> PageSection? {
    let parts = content.parts.filter { !$0.impact.isEmpty }
    if parts.isEmpty { return nil }
    let count = parts.reduce(0) { sum, part in
      let impact = part.impact
      return sum + impact.keys.count + impact.paths.count + impact.services.count
        + impact.supportEnds.count + impact.editions.count
    }
    return PageSection("licences", "Licences", heading: "What it means for licences", count) {
      page in
      for part in parts {
        if content.parts.count > 1, let title = part.title {
          page.add("<h3><span class=\"code\">", title, "</span></h3>\n")
        }
        if let today = part.today { add(part, today, to: &page) }
      }
    }
  }

  private static func add(_ part: ReportPart, _ today: CalendarDate, to page: inout MarkupBuffer) {
    let impact = part.impact
    let lines = ImpactLines(today: today)
    if !impact.keys.isEmpty {
      page.add(markup: "<h3>Activations</h3>\n<p class=\"caption\">Bars: what is taken of what is ")
      page.add(
        markup: "granted, once all machines are activated; beyond the mark there is none.</p>\n")
      page.add(markup: "<ul class=\"keys\">\n")
      for key in lines.worst(impact.keys, most) { add(key, to: &page) }
      page.add(markup: "</ul>\n")
      page.addRest(impact.keys.count - most, of: "keys")
    }
    addLines(
      impact.paths.prefix(most).map(lines.line), "Ways to activate", impact.paths.count, &page)
    if !impact.services.isEmpty {
      page.add(markup: "<h3>Hosts and directories</h3>\n<p class=\"caption\">Bars: machines that ")
      page.add(markup: "count, the thin ones before; the mark is the count from which a host ")
      page.add(markup: "activates.</p>\n<ul class=\"keys\">\n")
      for service in impact.services.prefix(most) { add(service, to: &page) }
      page.add(markup: "</ul>\n")
      page.addRest(impact.services.count - most, of: "hosts and directories")
    }
    if !impact.supportEnds.isEmpty {
      page.add(markup: "<h3>Ends of support</h3>\n<div class=\"card timeline\">\n")
      SupportPicture(ends: Array(impact.supportEnds.prefix(most)), today: today).add(to: &page)
      page.add(markup: "</div>\n")
      page.addRest(impact.supportEnds.count - most, of: "ends of support")
    }
    addLines(
      impact.editions.prefix(most).map(lines.line), "Editions", impact.editions.count, &page)
  }

  private static func add(_ key: KeyImpact, to page: inout MarkupBuffer) {
    let line = KeyImpactLine.of(key, bar: false)
    addHead(
      "key/\(key.key)", key.kind.rawValue, KeyImpactLine.headline(key), line.tone, to: &page)
    QuotaPicture(key).add(to: &page)
    addDetails(line, to: &page)
  }

  private static func add(_ service: ServiceImpact, to page: inout MarkupBuffer) {
    let line = ServiceImpactLine.of(service)
    addHead(
      service.service.description, service.place, ServiceImpactLine.sentence(service), line.tone,
      to: &page)
    ServicePicture(service).add(to: &page)
    addDetails(line, to: &page)
  }

  private static func addHead(
    _ address: String, _ what: String, _ sentence: String, _ tone: ImpactLine.Tone,
    to page: inout MarkupBuffer
  ) {
    page.add(
      "<li class=\"card\">\n<p class=\"line\"><span class=\"title code\">", address, "</span>")
    page.add(" <span class=\"tag\">", what, "</span></p>\n<p class=\"sentence")
    page.add(markup: tone.style)
    page.add("\">", sentence, "</p>\n")
  }

  private static func addDetails(_ line: ImpactLine, to page: inout MarkupBuffer) {
    for detail in line.details {
      page.add(markup: "<p class=\"detail")
      page.add(markup: detail.tone.style)
      page.add("\">", detail.text, "</p>\n")
    }
    if let citation = line.citation { page.add("<p class=\"soft\">", citation, "</p>\n") }
    page.add(markup: "</li>\n")
  }

  private static func addLines(
    _ lines: [ImpactLine], _ title: StaticString, _ count: Int, _ page: inout MarkupBuffer
  ) {
    if lines.isEmpty { return }
    page.add(markup: "<h3>")
    page.add(markup: title)
    page.add(markup: "</h3>\n<ul class=\"rows card\">\n")
    for line in lines {
      page.add(markup: "<li><span class=\"title")
      page.add(markup: line.tone.style)
      page.add("\">", line.text, "</span>")
      if let citation = line.citation { page.add("<p class=\"soft\">", citation, "</p>") }
      page.add(markup: "</li>\n")
    }
    page.add(markup: "</ul>\n")
    page.addRest(count - lines.count, of: "lines")
  }
}

extension ImpactLine.Tone {
  /// A class behind another one.
  var style: StaticString {
    switch self {
    case .plain: ""
    case .good: " good-text"
    case .caution: " caution-text"
    case .bad: " bad-text"
    }
  }
}
