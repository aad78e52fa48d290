internal import KeyformCore

/// The objects of a report: search, filters and pages for readers with scripts, and the first of the
/// objects for everybody.
enum PageChanges {
  /// So many stand in the markup.
  static let inMarkup = 200

  static func section(_ content: ReportContent) -> PageSection? {
    let count = content.parts.reduce(0) { $0 + $1.objects.count }
    let moved = content.parts.reduce(0) { $0 + $1.moved }
    if content.parts.isEmpty || count + moved == 0 { return nil }
    let title = content.subject == .drift ? "Rows that differ" : "Changes"
    return PageSection("changes", title, count) { page in
      if moved > 0 {
        page.add(
          "<p class=\"lead\">Moved, nothing else: ", moved == 1 ? "1 entry" : "\(moved) entries",
          ".</p>\n")
      }
      if count == 0 { return }
      if content.subject == .drift {
        page.add(
          markup: "<p class=\"lead\">Before the arrow stands what was applied, behind it ")
        page.add(markup: "what the target holds now.</p>\n")
      }
      page.add(markup: filters)
      if count > inMarkup {
        page.add("<p class=\"lead\" id=\"first-changes\">The first ", String(inMarkup), " of ")
        page.add("", String(count), "; with scripts, all of them can be seen and searched.</p>\n")
      }
      page.add(markup: "<ol class=\"rows card list\" id=\"change-list\" data-one=\"")
      page.add(markup: content.subject == .drift ? "row" : "change")
      page.add(markup: content.subject == .drift ? "\" data-many=\"rows" : "\" data-many=\"changes")
      page.add(markup: "\">\n")
      var rest = inMarkup
      for part in content.parts where rest > 0 {
        let title = content.parts.count > 1 ? part.title : nil
        for object in part.objects.prefix(rest) { add(object, title, to: &page) }
        rest -= part.objects.count
      }
      page.add(markup: "</ol>\n")
      page.add(markup: pager)
    }
  }

  private static func add(_ object: ReportObject, _ title: String?, to page: inout MarkupBuffer) {
    let style = object.action?.style ?? "drift"
    page.add(markup: "<li class=\"change ")
    page.add(markup: style)
    page.add(markup: "\"><span class=\"sign ")
    page.add(markup: style)
    page.add("\" aria-hidden=\"true\">", object.symbol, "</span><div class=\"line\">")
    page.add("<span class=\"hidden\">", object.action?.rawValue ?? "differs", " </span>")
    page.add("<span class=\"address code\">", object.address.description, "</span>")
    for hazard in object.hazards {
      page.add(" <span class=\"tag bad\">", hazard.rawValue, "</span>")
    }
    for mark in ObjectMark.all(of: object) {
      page.add(markup: " <span class=\"tag ")
      page.add(markup: mark.style)
      page.add("\">", mark.words, "</span>")
    }
    if let title { page.add(" <span class=\"tag code\">", title, "</span>") }
    page.add(object.place)
    page.add(markup: "</div>\n")
    if !object.summary.isEmpty {
      page.add(markup: "<p class=\"summary\">")
      page.add(clipped: object.summary)
      page.add(markup: "</p>\n")
    }
    for told in ObjectMark.told(of: object) { page.add("<p class=\"told\">", told, "</p>\n") }
    addFields(of: object, to: &page)
    page.add(markup: "</li>\n")
  }

  private static func addFields(of object: ReportObject, to page: inout MarkupBuffer) {
    if object.fields.isEmpty { return }
    let isOneSided = object.action == .create || object.action == .delete
    page.add(markup: "<dl class=\"fields\">")
    for field in object.fields {
      page.add("<div><dt>", field.name, "</dt><dd>")
      if isOneSided {
        page.add(markup: "<span class=\"code\">")
        page.add(clipped: shown(field.to ?? field.from))
        page.add(markup: "</span>")
      } else {
        page.addChange(from: shown(field.from), to: shown(field.to))
      }
      if let remark = field.remark { page.add(" <span class=\"soft\">", remark, "</span>") }
      page.add(markup: "</dd></div>")
    }
    page.add(markup: "</dl>\n")
  }

  private static func shown(_ text: String?) -> String {
    guard let text else { return "(none)" }
    return text.isEmpty ? "(empty)" : text
  }

  private static let filters: StaticString = """
    <form class="filters card" id="filters" role="search" aria-label="Changes" hidden>
    <label>Search<input type="search" name="q" autocomplete="off" spellcheck="false"></label>
    <label>Kind<select name="kind"><option value="">all</option></select></label>
    <label>Action<select name="action"><option value="">all</option></select></label>
    <label>Origin<select name="origin"><option value="">all</option></select></label>
    <label>Site<select name="site"><option value="">all</option></select></label>
    <label>Target<select name="target"><option value="">all</option></select></label>
    <div class="actions"><button type="reset">Show all</button></div>
    </form>
    <div class="status" id="status" hidden>
    <p id="count" role="status"></p>
    <div class="pager" role="group" aria-label="Pages, above the list" hidden>
    <button type="button" class="previous">Previous</button>
    <span class="page"></span>
    <button type="button" class="next">Next</button>
    </div>
    </div>

    """

  private static let pager: StaticString = """
    <div class="pager below" role="group" aria-label="Pages, below the list" hidden>
    <button type="button" class="previous">Previous</button>
    <span class="page"></span>
    <button type="button" class="next">Next</button>
    </div>

    """
}
