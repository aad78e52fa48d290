package import KeyformCore

/// The journal for people.
package enum HistoryText {
  /// One line for each change set, in the order given.
  package static func list(_ entries: [JournalEntry], to buffer: inout TextBuffer) {
    var table = TextTable(
      header: ["ID", "APPLIED AT", "WHO", "ROLE", "COMMIT", "CHANGES", "PLAN", "UNDO OF"],
      buffer.masking)
    for entry in entries {
      let header = entry.header
      table.append([
        String(entry.changeSet), header.appliedAt, header.operatorName ?? "-",
        entry.databaseRole ?? "-", commit(of: header), counts(entry.actions),
        short(header.planDigest), header.undoOf.map(String.init) ?? "",
      ])
    }
    table.add(to: &buffer)
  }

  /// One change set with everything in it.
  package static func chapter(
    _ chapter: ChangeSetView, to buffer: inout TextBuffer, _ sink: ReportSink
  ) throws {
    let header = chapter.entry.header
    buffer.line(title(chapter.entry), .strong)
    let facts: [(String, String?)] = [
      ("undo of", header.undoOf.map { "change set \($0)" }), ("repository", header.repository),
      ("commit", header.commit.map { $0 + (header.isDirty == true ? differing : "") }),
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
  }

  /// The life of one entry: a change set after the other, with what each did to it.
  package static func life(
    _ chapters: [ChangeSetView], to buffer: inout TextBuffer, _ sink: ReportSink
  ) throws {
    for (index, chapter) in chapters.enumerated() {
      if index > 0 { buffer.breakLine() }
      buffer.line(title(chapter.entry), .strong)
      for item in chapter.items { add(item, to: &buffer) }
      try buffer.flush(to: sink)
    }
  }

  private static func title(_ entry: JournalEntry) -> String {
    let who = entry.header.operatorName.map { " by \($0)" } ?? ""
    let role = entry.databaseRole.map { " (role \($0))" } ?? ""
    let undo = entry.header.undoOf.map { ", undo of \($0)" } ?? ""
    return "Change set \(entry.changeSet), \(entry.header.appliedAt)\(who)\(role)\(undo)"
  }

  private static func add(_ item: HistoryItem, to buffer: inout TextBuffer) {
    buffer.line("\(item.symbol) \(item.record.address.description)", item.paint)
    guard let fields = item.shownFields else {
      buffer.line("      what the journal holds of it is not what Keyform writes", .bad)
      return
    }
    for field in fields {
      buffer.add("      \(field.name): ", .faint)
      if item.record.before != nil, item.record.after != nil {
        buffer.add(shown(field.from))
        buffer.add(" -> ", .faint)
        buffer.line(shown(field.to))
      } else {
        buffer.line(shown(field.from ?? field.to))
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

/// One item of the journal with its documents read, for reports.
package struct HistoryItem: Sendable {
  package struct Field: Sendable {
    let name: String
    let from: FieldValue
    let to: FieldValue
  }

  package let record: JournalRecord
  /// In the order of the documents; nil where one is none that Keyform writes.
  package let fields: [Field]?

  package init(_ record: JournalRecord) {
    self.record = record
    fields = Self.fields(record)
  }

  private static func fields(_ record: JournalRecord) -> [Field]? {
    guard let before = members(record.before), let after = members(record.after) else {
      return nil
    }
    let old = Dictionary(before.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let new = Dictionary(after.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let names = after.map(\.name) + before.map(\.name).filter { new[$0] == nil }
    return names.map { Field(name: $0, from: old[$0] ?? .none, to: new[$0] ?? .none) }
      .filter { $0.from != $0.to }
  }

  private static func members(_ document: String?) -> [(name: String, value: FieldValue)]? {
    guard let document else { return [] }
    return JournalDocument.fields(of: document)
  }

  /// `+` and the like; `?` for what a later Keyform did.
  var symbol: String { Action(rawValue: record.action)?.symbol ?? "?" }

  var paint: Paint { Action(rawValue: record.action)?.paint ?? .plain }

  /// The fields for people: tail and check value are one thing, the value's identity.
  var shownFields: [(name: String, from: String?, to: String?)]? {
    guard let fields else { return nil }
    let identity = ["value", "tail", "check"]
    let own = fields.filter { identity.contains($0.name) }
    func value(_ side: (Field) -> FieldValue) -> String? {
      func text(_ name: String) -> String? {
        own.first { $0.name == name }.flatMap { side($0).shown }
      }
      if let value = text("value") { return value }
      let check = text("check").map { " (\($0))" } ?? ""
      return text("tail").map { "…-\($0)\(check)" } ?? text("check").map { "(\($0))" }
    }
    var shown: [(name: String, from: String?, to: String?)] = []
    for field in fields {
      if !identity.contains(field.name) {
        shown.append((field.name, field.from.shown, field.to.shown))
      } else if field.name == own.first?.name {
        shown.append(("value", value(\.from), value(\.to)))
      }
    }
    return shown
  }
}

/// A change set with items of it.
package struct ChangeSetView: Sendable {
  package let entry: JournalEntry
  package let items: [HistoryItem]

  package init(_ entry: JournalEntry, _ records: [JournalRecord]) {
    self.entry = entry
    items = records.map(HistoryItem.init)
  }
}
