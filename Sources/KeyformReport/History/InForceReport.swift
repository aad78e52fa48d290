package import KeyformCore

/// The rows that were in force at a moment, for people and as JSON.
package struct InForceReport {
  package static let format = "keyform.in-force/1"

  private let moment: String
  private let last: JournalEntry?
  private let rows: Inventory
  private let masking: Masking

  /// `last` is the change set that made the rows what they were; nil before the first.
  package init(
    at moment: String, last: JournalEntry?, rows: Inventory, masking: Masking
  ) {
    self.moment = moment
    self.last = last
    self.rows = rows
    self.masking = masking
  }

  package func text(style: TextStyle) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
    guard let last else {
      buffer.line("Nothing had been applied by \(moment).", .strong)
      return buffer.take()
    }
    let count = rows.count == 1 ? "1 entry" : "\(rows.count) entries"
    buffer.line(
      "In force at \(moment), as change set \(last.changeSet) left it: \(count)", .strong)
    var kind: EntityKind?
    var table = TextTable(header: [], masking)
    for entity in rows.entities {
      if kind != nil, kind != entity.kind {
        buffer.breakLine()
        table.add(to: &buffer)
        table = TextTable(header: [], masking)
      }
      kind = entity.kind
      let cells = entity.kind.reported.columns(of: entity, masking)
      table.append(
        [entity.address.description] + [cells.0, cells.1, cells.2].map(words))
    }
    if !table.isEmpty {
      buffer.breakLine()
      table.add(to: &buffer)
    }
    return buffer.take()
  }

  private func words(_ cell: ColumnCell) -> String {
    var buffer = TextBuffer(TextStyle(), masking)
    cell.add(to: &buffer)
    return String(decoding: buffer.take().bytes, as: UTF8.self)
  }

  package func json(project: String) -> ReportBytes {
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("project")
    json.value(project)
    json.key("at")
    json.value(moment)
    json.key("changeSet")
    if let last { json.value(last.changeSet) } else { json.null() }
    json.key("entries")
    json.beginArray()
    for entity in rows.entities {
      json.beginObject()
      json.key("address")
      json.value(entity.address.description)
      json.key("fields")
      json.beginObject()
      for field in entity.withholding(masking).fields {
        json.key(named: field.name)
        json.value(field.value)
      }
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.takeDocument()
  }
}
