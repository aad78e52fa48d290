package import KeyformCore

/// The journal for people.
package struct HistoryText {
  private let style: TextStyle
  private let masking: Masking

  package init(style: TextStyle, masking: Masking) {
    self.style = style
    self.masking = masking
  }

  /// One line for each change set, in the order given.
  package func list(_ entries: [JournalEntry]) -> ReportBytes {
    var table = TextTable(
      header: ["ID", "APPLIED AT", "WHO", "ROLE", "COMMIT", "CHANGES", "PLAN", "UNDO OF"], masking)
    for entry in entries {
      let header = entry.header
      table.append([
        String(entry.changeSet), header.appliedAt, header.operatorName ?? "-",
        entry.databaseRole ?? "-", Self.commit(of: header), Self.counts(entry.actions),
        Self.short(header.planDigest), header.undoOf.map(String.init) ?? "",
      ])
    }
    return table.bytes(style: style)
  }

  /// One change set with everything in it.
  package func chapter(_ chapter: ChangeSetView, to sink: ReportSink) throws {
    var buffer = TextBuffer(style, masking)
    let header = chapter.entry.header
    buffer.line(title(chapter.entry), .strong)
    let facts: [(String, String?)] = [
      ("undo of", header.undoOf.map { "change set \($0)" }), ("repository", header.repository),
      ("commit", header.commit.map { $0 + (header.isDirty == true ? Self.differing : "") }),
      ("plan", header.planDigest), ("catalogue", header.catalog),
      ("keyform", header.toolVersion), ("hash", chapter.entry.hash),
    ]
    for (name, value) in facts {
      guard let value else { continue }
      buffer.add("  \(name): ", .faint)
      buffer.line(value)
    }
    buffer.breakLine()
    for item in chapter.items {
      add(item, to: &buffer)
      try buffer.flush(to: sink)
    }
    try buffer.flush(to: sink, above: 0)
  }

  /// The life of one entry: a change set after the other, with what each did to it.
  package func life(_ chapters: [ChangeSetView], to sink: ReportSink) throws {
    var buffer = TextBuffer(style, masking)
    for (index, chapter) in chapters.enumerated() {
      if index > 0 { buffer.breakLine() }
      buffer.line(title(chapter.entry), .strong)
      for item in chapter.items { add(item, to: &buffer) }
      try buffer.flush(to: sink)
    }
    try buffer.flush(to: sink, above: 0)
  }

  private func title(_ entry: JournalEntry) -> String {
    let who = entry.header.operatorName.map { " by \($0)" } ?? ""
    let role = entry.databaseRole.map { " (role \($0))" } ?? ""
    let undo = entry.header.undoOf.map { ", undo of \($0)" } ?? ""
    return "Change set \(entry.changeSet), \(entry.header.appliedAt)\(who)\(role)\(undo)"
  }

  private func add(_ item: HistoryItem, to buffer: inout TextBuffer) {
    buffer.line("\(item.symbol) \(item.record.address.description)", item.paint)
    guard let fields = item.shownFields else {
      buffer.line("      what the journal holds of it is not what Keyform writes", .bad)
      return
    }
    for field in fields {
      buffer.add("      \(field.name): ", .faint)
      if item.record.before != nil, item.record.after != nil {
        buffer.add(Self.shown(field.from))
        buffer.add(" -> ", .faint)
        buffer.line(Self.shown(field.to))
      } else {
        buffer.line(Self.shown(field.from ?? field.to))
      }
    }
  }

  private static func shown(_ text: String?) -> String {
    guard let text else { return "(none)" }
    return text.isEmpty ? "(empty)" : text
  }

  private static let differing = " and files that differed from it"

  /// With a `+` where files differed from it.
  private static func commit(of header: ChangeSetHeader) -> String {
    short(header.commit) + (header.commit != nil && header.isDirty == true ? "+" : "")
  }

  /// As much of a hash as tells it from others; `-` where there is none.
  private static func short(_ hash: String?) -> String {
    hash.map { String($0.prefix(12)) } ?? "-"
  }

  /// `+3 ~1 -2`, with the symbols of plans.
  private static func counts(_ actions: [ActionCount]) -> String {
    let known = Action.allCases.compactMap { action in
      actions.first { $0.action == action.rawValue }.map { "\(action.symbol)\($0.count)" }
    }
    let others = actions.filter { Action(rawValue: $0.action) == nil }.map { "?\($0.count)" }
    return (known + others).joined(separator: " ")
  }
}
