internal import KeyformCore

/// What leaves support within the time that reports look ahead, on a line of time that begins today.
struct SupportPicture {
  let ends: [SupportImpact]
  let today: CalendarDate

  func add(to page: inout MarkupBuffer) {
    let last = max(SupportImpact.days, ends.map { $0.end.days(since: today) }.max() ?? 0)
    /// In per cent of the picture, with a margin for signs at both ends.
    func place(_ days: Int) -> Double { 2 + Double(max(0, days)) * 96 / Double(max(1, last)) }
    let words = ends.map { "\(name($0)) on \($0.end)" }.joined(separator: "; ")
    page.add(markup: "<div class=\"line-of-time\">\n")
    page.beginPicture("Ends of support from \(today), in \(last) days: \(words)")
    page.add(markup: "<line class=\"axis\" x1=\"2%\" x2=\"98%\" y1=\"50%\" y2=\"50%\"/>")
    for days in stride(from: 0, through: last, by: 30) { addMark(place(days), &page) }
    var days = Set<Int>()
    for end in ends where days.insert(end.end.days(since: today)).inserted {
      let distance = end.end.days(since: today)
      page.add(markup: "<circle class=\"dot")
      page.add(markup: distance <= 30 ? " bad" : "")
      page.add(markup: "\" r=\"7\" cy=\"50%\" cx=\"")
      page.add(place: place(distance))
      page.add(markup: "%\"/>")
    }
    page.add("</svg>\n<p class=\"ends\"><span>today, ", today.description, "</span>")
    page.add("<span>", "in \(last) days", "</span></p>\n</div>\n")
    addList(to: &page)
  }

  private func addMark(_ place: Double, _ page: inout MarkupBuffer) {
    page.add(markup: "<line class=\"axis\" y1=\"38%\" y2=\"62%\" x1=\"")
    page.add(place: place)
    page.add(markup: "%\" x2=\"")
    page.add(place: place)
    page.add(markup: "%\"/>")
  }

  private func name(_ end: SupportImpact) -> String {
    end.product + (end.release.map { " \($0)" } ?? "")
  }

  private func addList(to page: inout MarkupBuffer) {
    let lines = ImpactLines(today: today)
    page.add(markup: "<ul class=\"rows\">\n")
    for end in ends {
      let line = lines.line(end)
      page.add("<li><span class=\"title\">", line.text, "</span>")
      if let citation = line.citation { page.add("<p class=\"soft\">", citation, "</p>") }
      page.add(markup: "</li>\n")
    }
    page.add(markup: "</ul>\n")
  }
}
