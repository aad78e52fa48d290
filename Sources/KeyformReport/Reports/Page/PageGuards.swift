internal import KeyformCore

/// What becomes of what judges changes; and what a reviewer has to know beside the changes.
enum PageGuards {
  private static let most = 200

  static func section(_ content: ReportContent) -> PageSection? {
    let guards = content.guards
    if guards.isEmpty { return nil }
    return PageSection("guards", "Guards", guards.count) { page in
      page.add(markup: "<p class=\"lead\">What judges changes is not what it was. Look here ")
      page.add(markup: "first.</p>\n<ul class=\"rows card\">\n")
      for change in guards.prefix(most) { add(change, to: &page) }
      page.add(markup: "</ul>\n")
      page.addRest(guards.count - most, of: "guards")
    }
  }

  private static func add(_ change: GuardChange, to page: inout MarkupBuffer) {
    page.add(markup: "<li><div class=\"line\"><span class=\"tag ")
    page.add(markup: change.effect.style)
    page.add("\">", change.effect.rawValue, "</span> ")
    page.add("<span class=\"title code\">", change.what, "</span>")
    page.add(change.place)
    page.add(markup: "</div>\n")
    if change.before != nil || change.after != nil {
      page.add(markup: "<p>")
      page.addChange(from: change.before ?? "(none)", to: change.after ?? "(removed)")
      page.add(markup: "</p>\n")
    }
    if let difference = change.difference { add(difference, to: &page) }
    page.add(markup: "</li>\n")
  }

  private static func add(_ difference: TextDifference, to page: inout MarkupBuffer) {
    page.add(markup: "<details><summary>What of the text is another</summary>\n<pre>")
    for line in difference.lines {
      page.add(markup: "<span class=\"")
      page.add(markup: line.sign.style)
      page.add(markup: "\">")
      page.add(clipped: line.sign.mark + line.text)
      page.add(markup: "</span>")
    }
    page.add(markup: "</pre>\n")
    page.addRest(difference.leftOut, of: "lines")
    page.add(markup: "</details>\n")
  }
}

extension GuardChange.Effect {
  fileprivate var style: StaticString {
    switch self {
    case .loosens: "bad"
    case .changes: "caution"
    case .tightens: "good"
    }
  }
}

extension TextDifference.Sign {
  fileprivate var style: StaticString {
    switch self {
    case .place: "soft"
    case .same: "same"
    case .removed: "removed"
    case .added: "added"
    }
  }
}

/// What keeps a plan from being applied, its named dangers, and what else has to be known.
enum PageNotes {
  private static let most = 200

  static func section(_ content: ReportContent) -> PageSection? {
    let ofParts = content.parts.flatMap { part in part.notes.map { (part.title, $0) } }
    let notes: [(String?, ReportNote)] = content.notes.map { (nil, $0) } + ofParts
    if notes.isEmpty { return nil }
    return PageSection("first", "To know first", notes.count) { page in
      page.add(markup: "<ul class=\"rows card\">\n")
      for (title, note) in notes.prefix(most) {
        page.add(markup: "<li class=\"note\">")
        page.add(markup: "<span class=\"tag ")
        page.add(markup: note.weight.style)
        page.add("\">", note.weight.tag, "</span> ")
        if let title { page.add("<span class=\"tag code\">", title, "</span> ") }
        page.add(markup: "<span>")
        page.add(clipped: note.text, most: 2_000)
        page.add(markup: "</span></li>\n")
      }
      page.add(markup: "</ul>\n")
      page.addRest(notes.count - most, of: "notes")
    }
  }
}

extension ReportNote.Weight {
  fileprivate var tag: String {
    switch self {
    case .blocker: "blocked"
    case .hazard: "hazard"
    case .caution: "caution"
    case .plain: "note"
    }
  }

  fileprivate var style: StaticString {
    switch self {
    case .blocker, .hazard: "bad"
    case .caution: "caution"
    case .plain: "advice"
    }
  }
}

extension MarkupBuffer {
  mutating func addRest(_ count: Int, of what: StaticString) {
    guard count > 0 else { return }
    add(markup: "<p class=\"more\">and ")
    add(count)
    add(markup: " more ")
    add(markup: what)
    add(markup: "; the same report with <code>--format json</code> has them all</p>\n")
  }

  /// Nothing where there is none.
  mutating func add(_ place: FileLocation?) {
    guard let place else { return }
    add(" <span class=\"place code\">", "\(place.file):\(place.line)", "</span>")
  }

  /// `from -> to`, said as well as painted.
  mutating func addChange(from: String, to: String) {
    add(markup: "<del class=\"code\">")
    add(clipped: from)
    add(markup: "</del><span class=\"arrow\"><span aria-hidden=\"true\">→</span>")
    add(markup: "<span class=\"hidden\"> becomes </span></span><ins class=\"code\">")
    add(clipped: to)
    add(markup: "</ins>")
  }
}
