internal import KeyformCore

/// A plan held against what was reviewed: what it came to, and each row that is not as reviewed.
enum PageComparison {
  private static let most = 500

  static func section(_ content: ReportContent) -> PageSection? {
    guard let comparison = content.comparison else { return nil }
    return PageSection(
      "reviewed", "Held against what was reviewed", comparison.items.count
    ) { page in
      page.add("<p class=\"lead\">", comparison.sentence, "</p>\n")
      if !comparison.items.isEmpty { page.add(markup: "<ul class=\"rows card\">\n") }
      for item in comparison.items.prefix(most) {
        page.add(markup: "<li class=\"line\"><span class=\"tag ")
        page.add(markup: item.weight == .notReviewed ? "bad" : "advice")
        page.add("\">", item.note, "</span> ")
        page.add("<span>", item.change.action.rawValue, "</span> ")
        page.add("<span class=\"title code\">", item.change.address.description, "</span>")
        for detail in item.details {
          page.add(" <span class=\"soft\">", detail.note, "</span><span class=\"code\">")
          page.add(clipped: detail.text, most: 1_000)
          page.add(markup: "</span>")
        }
        page.add(markup: "</li>\n")
      }
      if !comparison.items.isEmpty { page.add(markup: "</ul>\n") }
      page.addRest(comparison.items.count - most, of: "rows")
      for note in comparison.notes { page.add("<p class=\"lead\">", note, "</p>\n") }
    }
  }
}
