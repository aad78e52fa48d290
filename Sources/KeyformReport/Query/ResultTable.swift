internal import KeyformCore

/// The rows that a query gave, for reports.
package struct ResultTable: Sendable {
  package enum Cell: Hashable, Sendable {
    case null
    case integer(Int)
    case real(Double)
    case text(String)

    var isNumber: Bool {
      switch self {
      case .integer, .real: true
      case .null, .text: false
      }
    }
  }

  package let columns: [String]
  package private(set) var rows: [[Cell]] = []

  package init(columns: [String]) { self.columns = columns }

  package mutating func append(_ row: [Cell]) { rows.append(row) }

  /// Whether every value of the column is a number, so that digits stand below digits.
  func isNumeric(_ column: Int) -> Bool {
    var isNumeric = false
    for row in rows where row[column] != .null {
      guard row[column].isNumber else { return false }
      isNumeric = true
    }
    return isNumeric
  }
}

extension ResultTable.Cell {
  /// For people: masked, on one line; NULL as a word.
  func shown(_ masking: Masking) -> ShownText {
    switch self {
    case .null: ShownText("NULL")
    case .integer(let integer): ShownText(String(integer), masking)
    case .real(let real): ShownText(String(real), masking)
    case .text(let text): ShownText(text, masking)
    }
  }
}

// As an aligned table, or as one in Markdown.
extension ResultTable {
  /// Two blanks between columns, numbers on the right. The last column is not padded.
  package func add(to buffer: inout TextBuffer, _ sink: ReportSink) throws {
    let masking = buffer.masking
    let header = columns.map { ShownText($0, masking) }
    let cells = rows.map { $0.map { $0.shown(masking) } }
    var widths = header.map(\.width)
    for row in cells {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.width) }
    }
    let isNumeric = columns.indices.map(isNumeric)
    func add(_ cell: ShownText, _ column: Int, _ paint: Paint) {
      let gap = widths[column] - cell.width
      if column > 0 { buffer.pad(2) }
      if isNumeric[column] { buffer.pad(gap) }
      buffer.add(cell, paint)
      if !isNumeric[column], column + 1 < header.count { buffer.pad(gap) }
    }
    for (column, cell) in header.enumerated() { add(cell, column, .strong) }
    buffer.breakLine()
    for (index, row) in cells.enumerated() {
      for (column, cell) in row.enumerated() {
        add(cell, column, rows[index][column] == .null ? .faint : .plain)
      }
      buffer.breakLine()
      try buffer.flush(to: sink)
    }
  }

  /// A table for a merge request or a wiki.
  package func addMarkdown(to buffer: inout TextBuffer, _ sink: ReportSink) throws {
    let masking = buffer.masking
    func add(_ cells: [ShownText]) {
      for cell in cells {
        buffer.add(words: "| ")
        buffer.add(cell)
        buffer.add(words: " ")
      }
      buffer.add(words: "|")
      buffer.breakLine()
    }
    add(columns.map { MarkdownText.cell(ShownText($0, masking)) })
    add(columns.indices.map { isNumeric($0) ? ShownText("---:") : ShownText("---") })
    for row in rows {
      add(
        row.map { cell in
          switch cell {
          case .text: MarkdownText.cell(cell.shown(masking))
          case .null, .integer, .real: cell.shown(masking)
          }
        })
      try buffer.flush(to: sink)
    }
  }
}

// The rows of a query for programs: JSON and CSV. Texts are data, as values of fields are: secret
// keys are masked in them, and nothing that only looks like a password.

extension ResultTable {
  package static let document: JSONDocument<ResultTable> = JSONDocument(
    "query", .compact, title: "The rows of a query of Keyform", "What a query gave.",
    Member(
      "columns", .list(.text("As the query calls it."), "The columns, from the left."), \.columns),
    Member(
      "rows",
      .list(
        .list(Cell.codec, "The values, by column."), "The rows, in the query's order."), \.rows))
}

extension ResultTable.Cell {
  fileprivate static let codec: Codec<Self> = Codec(
    .scalar("Text, a number, or null for NULL.")
  ) { cell, json, _ in
    switch cell {
    case .null: json.null()
    case .integer(let integer): json.value(integer)
    case .real(let real): json.value(real)
    case .text(let text): json.value(FieldValue.text(text))
    }
  }
}

// As comma-separated values.
extension ResultTable {
  /// As RFC 4180 has it, with a header. NULL is an empty field, an empty text is `""`. A text that a
  /// spreadsheet would take for a formula begins with an apostrophe.
  package func addCSV(to buffer: inout TextBuffer, _ sink: ReportSink) throws {
    let masking = buffer.masking
    func add(_ fields: [ShownText]) {
      for (column, field) in fields.enumerated() {
        if column > 0 { buffer.add(words: ",") }
        buffer.add(field)
      }
      buffer.breakLine()
    }
    add(columns.map { Self.quoted($0, masking) })
    for row in rows {
      add(
        row.map { cell in
          switch cell {
          case .null: ShownText("")
          case .text(let text): Self.quoted(text, masking)
          case .integer, .real: cell.shown(masking)
          }
        })
      try buffer.flush(to: sink)
    }
  }

  /// A text that is a number is none.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
    return first == 0x3D || first == 0x40 || Double(text) == nil
      || text.utf8.contains { !"+-.0123456789eE".utf8.contains($0) }
  }

  private static let doubledQuotes = FormatSigns(["\"": "\"\""])

  /// Breaks of lines stay, inside quotes; other control characters are made visible.
  private static func quoted(_ text: String, _ masking: Masking) -> ShownText {
    let shown = ShownText(data: isFormula(text) ? "'" + text : text, masking)
    // Semicolons part fields where commas are in numbers.
    guard
      shown.isEmpty || shown.text.utf8.contains(where: { [10, 0x22, 0x2C, 0x3B].contains($0) })
    else { return shown }
    return shown.replacing(doubledQuotes).between("\"")
  }
}
