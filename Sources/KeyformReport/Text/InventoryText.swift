package import KeyformCore

/// What a target holds, for people: a line for each row as in a plan, and below it what the caller
/// has to say of the row.
extension Inventory {
  /// `note` gives the lines below a row, each with a line feed; empty: none.
  package func add(
    to buffer: inout TextBuffer, note: (Entity) -> String, _ sink: ReportSink
  ) throws {
    var rest = entities[...]
    for kind in EntityKind.allCases {
      let rows = rest.prefix { $0.kind == kind }
      rest = rest.dropFirst(rows.count)
      let widths = widths(of: rows, buffer.masking)
      for entity in rows {
        add(entity, widths, to: &buffer)
        let below = note(entity)
        if !below.isEmpty { buffer.lines(String(below.dropLast()), indent: 4) }
        try buffer.flush(to: sink)
      }
    }
  }

  private func cells(_ entity: Entity, _ masking: Masking) -> [ColumnCell] {
    let columns = entity.kind.reported.columns(of: entity, masking)
    return [.text(entity.address.description), columns.0, columns.1, columns.2]
  }

  private func widths(of rows: ArraySlice<Entity>, _ masking: Masking) -> [Int] {
    rows.reduce(into: [0, 0, 0, 0]) { widths, entity in
      for (column, cell) in cells(entity, masking).enumerated() {
        widths[column] = max(widths[column], cell.width(masking))
      }
    }
  }

  private func add(_ entity: Entity, _ widths: [Int], to buffer: inout TextBuffer) {
    var gap = 0
    for (column, cell) in cells(entity, buffer.masking).enumerated() where widths[column] > 0 {
      let width = cell.width(buffer.masking)
      if width > 0 {
        buffer.pad(gap)
        if column == 0 { buffer.begin(.strong) }
        cell.add(to: &buffer)
        if column == 0 { buffer.end(.strong) }
        gap = 0
      }
      gap += widths[column] - width + 2
    }
    buffer.breakLine()
  }
}
