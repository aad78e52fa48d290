package import KeyformCore

/// Rows in aligned columns, two blanks apart.
package struct TextTable {
  private let header: [ShownText]
  private let masking: Masking
  private var rows: [[ShownText]] = []
  /// What stands below a row, by its index.
  private var notes: [Int: String] = [:]

  package init(header: [StaticString], _ masking: Masking) {
    self.header = header.map { ShownText($0) }
    self.masking = masking
  }

  /// Missing cells are empty.
  package mutating func append(_ row: [String]) {
    rows.append(row.map { ShownText($0, masking) })
  }

  /// The same with a paragraph below the row.
  package mutating func append(_ row: [String], below note: String) {
    notes[rows.count] = note
    append(row)
  }

  package var isEmpty: Bool { rows.isEmpty }

  package func bytes(style: TextStyle) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
    add(to: &buffer)
    return buffer.take()
  }

  /// The header, where there is one, and the rows. The last column is not padded.
  package func add(to buffer: inout TextBuffer) {
    let columns = max(header.count, rows.map(\.count).max() ?? 0)
    var widths = [Int](repeating: 0, count: columns)
    for row in [header] + rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], cell.width)
      }
    }
    if !header.isEmpty { add(header, .strong, widths, to: &buffer) }
    for (index, row) in rows.enumerated() {
      add(row, .plain, widths, to: &buffer)
      if let note = notes[index] { buffer.paragraph(note, indent: 4) }
    }
  }

  private func add(
    _ row: [ShownText], _ paint: Paint, _ widths: [Int], to buffer: inout TextBuffer
  ) {
    let last = row.lastIndex { !$0.isEmpty } ?? -1
    for (column, cell) in row.enumerated() where column <= last {
      buffer.add(cell, paint)
      if column < last { buffer.pad(widths[column] - cell.width + 2) }
    }
    buffer.breakLine()
  }
}
