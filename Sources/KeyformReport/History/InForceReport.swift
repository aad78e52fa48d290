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

  package func text(style: TextStyle) -> [UInt8] {
    var buffer = TextBuffer(style)
    guard let last else {
      buffer.line("Nothing had been applied by \(moment).", .strong)
      return buffer.bytes
    }
    let count = rows.count == 1 ? "1 entry" : "\(rows.count) entries"
    buffer.line(
      "In force at \(moment), as change set \(last.changeSet) left it: \(count)", .strong)
    var kind: EntityKind?
    var table = TextTable(header: [])
    for entity in rows.entities {
      if kind != nil, kind != entity.kind {
        buffer.bytes += [0x0A] + table.bytes(style: style)
        table = TextTable(header: [])
      }
      kind = entity.kind
      let cells = entity.columns(masking)
      table.append(
        [masking.masked(entity.address.description)] + [cells.0, cells.1, cells.2].map(words))
    }
    if !table.isEmpty { buffer.bytes += [0x0A] + table.bytes(style: style) }
    return buffer.bytes
  }

  private func words(_ cell: ColumnCell) -> String {
    var buffer = TextBuffer(TextStyle())
    cell.add(to: &buffer, masking)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  package func json(project: String) -> [UInt8] {
    var json = JSONWriter(style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("project")
    json.value(masking.masked(project))
    json.key("at")
    json.value(moment)
    json.key("changeSet")
    if let last { json.value(last.changeSet) } else { json.null() }
    json.key("entries")
    json.beginArray()
    for entity in rows.entities {
      json.beginObject()
      json.key("address")
      json.value(masking.masked(entity.address.description))
      json.key("fields")
      json.beginObject()
      for field in entity.withholding(masking).fields {
        json.key(field.name)
        json.value(masking.masked(field.value))
      }
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes + [0x0A]
  }
}
