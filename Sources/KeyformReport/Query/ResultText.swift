package import KeyformCore

/// The rows of a query as an aligned table, or as one in Markdown.
package struct ResultText {
  private let style: TextStyle
  private let masking: Masking

  package init(style: TextStyle, masking: Masking) {
    self.style = style
    self.masking = masking
  }

  /// Two blanks between columns, numbers on the right. The last column is not padded.
  package func write(_ table: ResultTable, to sink: ReportSink) throws {
    let header = table.columns.map { ShownText($0, masking) }
    let rows = table.rows.map { $0.map { $0.shown(masking) } }
    let widths = widths(header, rows)
    let isNumeric = table.columns.indices.map(table.isNumeric)
    var buffer = TextBuffer(style, masking)
    func add(_ cell: ShownText, _ column: Int, _ paint: Paint) {
      let gap = widths[column] - cell.width
      if column > 0 { buffer.pad(2) }
      if isNumeric[column] { buffer.pad(gap) }
      buffer.add(cell, paint)
      if !isNumeric[column], column + 1 < header.count { buffer.pad(gap) }
    }
    for (column, cell) in header.enumerated() { add(cell, column, .strong) }
    buffer.breakLine()
    for (index, row) in rows.enumerated() {
      for (column, cell) in row.enumerated() {
        add(cell, column, table.rows[index][column] == .null ? .faint : .plain)
      }
      buffer.breakLine()
      try buffer.flush(to: sink)
    }
    try buffer.flush(to: sink, above: 0)
  }

  /// A table for a merge request or a wiki.
  package func writeMarkdown(_ table: ResultTable, to sink: ReportSink) throws {
    var buffer = TextBuffer(style, masking)
    func add(_ cells: [ShownText]) {
      for cell in cells {
        buffer.add(words: "| ")
        buffer.add(cell.replacing("\\", with: "\\\\").replacing("|", with: "\\|"))
        buffer.add(words: " ")
      }
      buffer.add(words: "|")
      buffer.breakLine()
    }
    add(table.columns.map { ShownText($0, masking) })
    add(table.columns.indices.map { table.isNumeric($0) ? ShownText("---:") : ShownText("---") })
    for row in table.rows {
      add(row.map { $0.shown(masking) })
      try buffer.flush(to: sink)
    }
    try buffer.flush(to: sink, above: 0)
  }

  private func widths(_ header: [ShownText], _ rows: [[ShownText]]) -> [Int] {
    var widths = header.map(\.width)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], cell.width)
      }
    }
    return widths
  }
}
