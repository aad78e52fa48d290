internal import KeyformCore

/// Rows in aligned columns, two blanks apart.
package struct TextTable {
  private let header: [String]
  private var rows: [[String]] = []
  /// What stands below a row, by its index.
  private var notes: [Int: String] = [:]

  package init(header: [String]) { self.header = header }

  /// Missing cells are empty.
  package mutating func append(_ row: [String]) { rows.append(row.map(VisibleText.of)) }

  /// The same with a paragraph below the row.
  package mutating func append(_ row: [String], below note: String) {
    notes[rows.count] = VisibleText.of(note)
    append(row)
  }

  package var isEmpty: Bool { rows.isEmpty }

  /// The header, where there is one, and the rows. The last column is not padded.
  package func bytes(style: TextStyle) -> [UInt8] {
    let columns = max(header.count, rows.map(\.count).max() ?? 0)
    var widths = [Int](repeating: 0, count: columns)
    for row in [header] + rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], VisibleText.width(cell))
      }
    }
    var buffer = TextBuffer(style)
    if !header.isEmpty { add(header, .strong, widths, to: &buffer) }
    for (index, row) in rows.enumerated() {
      add(row, .plain, widths, to: &buffer)
      if let note = notes[index] { buffer.paragraph(note, indent: 4) }
    }
    return buffer.bytes
  }

  private func add(_ row: [String], _ paint: Paint, _ widths: [Int], to buffer: inout TextBuffer) {
    let last = row.lastIndex { !$0.isEmpty } ?? -1
    for (column, cell) in row.enumerated() where column <= last {
      buffer.add(cell, paint)
      if column < last { buffer.pad(widths[column] - VisibleText.width(cell) + 2) }
    }
    buffer.breakLine()
  }
}
