internal import KeyformCore

/// How many machines may ask a KMS host, against the counts from which it activates: a bar and a mark
/// for each sort, with the count before as a thin bar below. Nothing for a directory, which needs no
/// count.
struct ServicePicture {
  private let impact: ServiceImpact

  init(_ impact: ServiceImpact) { self.impact = impact }

  func add(to page: inout MarkupBuffer) {
    guard let needed = impact.needed, let after = impact.after ?? impact.before else { return }
    let before = impact.before
    let isGone = impact.after == nil
    let shown = ServiceCountsText.Family.allCases.filter {
      $0.count(after) > 0 || (before.map($0.count) ?? 0) > 0
    }
    if shown.isEmpty { return }
    page.add(markup: "<div class=\"meter\">\n")
    for family in shown {
      let new = isGone ? 0 : toward(family, after)
      add(family, before.map { toward(family, $0) } ?? 0, new, family.count(needed), &page)
    }
    page.add(markup: "</div>\n")
  }

  /// What counts toward the threshold: every machine that asks, whatever runs on it, but for Office.
  private func toward(_ family: ServiceCountsText.Family, _ counts: ServiceCounts) -> Int {
    switch family {
    case .clients, .servers: counts.towardClients
    case .office: counts.office
    }
  }

  private func add(
    _ family: ServiceCountsText.Family, _ before: Int, _ after: Int, _ needed: Int,
    _ page: inout MarkupBuffer
  ) {
    // What is far beyond the mark fills the picture: the mark is what counts.
    let longest = Double(max(needed, 1)) * 2
    func share(_ count: Int) -> Double { min(Double(count) * 100 / longest, 100) }
    let name = family == .office ? "Office" : family.name(2)
    let isReached = after >= needed
    let isGone = impact.after == nil
    let words = isReached ? "\(after); \(needed) needed" : "\(after) of \(needed)"
    page.add("<span class=\"name\">", name, "</span>\n")
    page.beginPicture(
      "\(name): \(after) machines count, \(before) before, \(needed) are needed")
    page.addRectangle("track", width: 100)
    page.addRectangle(isReached ? "used good" : "used caution", width: share(after), height: "68%")
    page.addRectangle("used before", top: "76%", width: share(before), height: "24%")
    page.addTick(at: share(needed))
    page.add(markup: "</svg>\n<span class=\"value")
    page.add(markup: isGone ? "" : isReached ? " good" : " caution-text")
    page.add("\">", isGone ? "goes" : words, "</span>\n")
  }
}
