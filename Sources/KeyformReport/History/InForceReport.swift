package import KeyformCore

/// The rows that were in force at a moment, for people and as JSON.
package struct InForceReport {
  private let project: String
  private let moment: String
  private let last: JournalEntry?
  private let rows: Inventory
  private let masking: Masking

  /// `last` is the change set that made the rows what they were; nil before the first.
  package init(
    of project: String, at moment: String, last: JournalEntry?, rows: Inventory, masking: Masking
  ) {
    self.project = project
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

  package static let document: JSONDocument<InForceReport> = JSONDocument(
    "in-force", .indented, title: "The rows that were in force at a moment", "The rows.",
    Member("project", .text("The project."), \.project),
    Member("at", .text("The moment, UTC."), \.moment),
    Member("changeSet", .nullable(.count("The change set that made the rows so."))) {
      $0.last?.changeSet
    }, Member("entries", .list(row, "By kind and name."), \.rows.entities))

  private static let row: Codec<Entity> = .object(
    "A row.", Member("address", .text("Kind and name of the entry."), \.address.description),
    Entity.fields("The value.", "The fields by name.") { $0 })
}
