package import KeyformCore

/// The rows that were in force at a moment, for people and as JSON.
package enum InForceReport {
  /// `last` is the change set that made the rows what they were; nil before the first.
  package typealias Content = (
    project: String, moment: String, last: JournalEntry?, rows: Inventory
  )

  package static func add(_ content: Content, to buffer: inout TextBuffer) {
    let (_, moment, last, rows) = content
    guard let last else {
      return buffer.line("Nothing had been applied by \(moment).", .strong)
    }
    let count = rows.count == 1 ? "1 entry" : "\(rows.count) entries"
    buffer.line(
      "In force at \(moment), as change set \(last.changeSet) left it: \(count)", .strong)
    var kind: EntityKind?
    var table = TextTable(header: [], buffer.masking)
    for entity in rows.entities {
      if kind != nil, kind != entity.kind {
        buffer.breakLine()
        table.add(to: &buffer)
        table = TextTable(header: [], buffer.masking)
      }
      kind = entity.kind
      let cells = entity.kind.reported.columns(of: entity, buffer.masking)
      let columns = [cells.0, cells.1, cells.2].map { words($0, buffer.masking) }
      table.append([entity.address.description] + columns)
    }
    if table.isEmpty { return }
    buffer.breakLine()
    table.add(to: &buffer)
  }

  private static func words(_ cell: ColumnCell, _ masking: Masking) -> String {
    var buffer = TextBuffer(TextStyle(), masking)
    cell.add(to: &buffer)
    return String(decoding: buffer.take().bytes, as: UTF8.self)
  }

  package static let document: JSONDocument<Content> = JSONDocument(
    "in-force", .indented, title: "The rows that were in force at a moment", "The rows.",
    Member("project", .text("The project.")) { $0.project },
    Member("at", .text("The moment, UTC.")) { $0.moment },
    Member("changeSet", .nullable(.count("The change set that made the rows so."))) {
      $0.last?.changeSet
    }, Member("entries", .list(row, "By kind and name.")) { $0.rows.entities })

  private static let row: Codec<Entity> = .object(
    "A row.", Member("address", .text("Kind and name of the entry."), \.address.description),
    Entity.fields("The value.", "The fields by name.") { $0 })
}
