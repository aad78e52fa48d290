package import KeyformCore

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
