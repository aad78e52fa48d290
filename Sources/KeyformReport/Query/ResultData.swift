package import KeyformCore

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

/// As comma-separated values.
package struct ResultData {
  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  /// As RFC 4180 has it, with a header. NULL is an empty field, an empty text is `""`. A text that a
  /// spreadsheet would take for a formula begins with an apostrophe.
  package func writeCSV(_ table: ResultTable, to sink: ReportSink) throws {
    var buffer = TextBuffer(TextStyle(), masking)
    func add(_ fields: [ShownText]) {
      for (column, field) in fields.enumerated() {
        if column > 0 { buffer.add(words: ",") }
        buffer.add(field)
      }
      buffer.breakLine()
    }
    add(table.columns.map { quoted($0) })
    for row in table.rows {
      add(
        row.map { cell in
          switch cell {
          case .null: ShownText("")
          case .text(let text): quoted(text)
          case .integer, .real: cell.shown(masking)
          }
        })
      try buffer.flush(to: sink)
    }
    try buffer.flush(to: sink, above: 0)
  }

  /// A text that is a number is none.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
    return first == 0x3D || first == 0x40 || Double(text) == nil
      || text.utf8.contains { !"+-.0123456789eE".utf8.contains($0) }
  }

  /// Breaks of lines stay, inside quotes; other control characters are made visible.
  private func quoted(_ text: String) -> ShownText {
    let shown = ShownText(data: Self.isFormula(text) ? "'" + text : text, masking)
    // Semicolons part fields where commas are in numbers.
    guard
      shown.isEmpty || shown.text.utf8.contains(where: { [10, 0x22, 0x2C, 0x3B].contains($0) })
    else { return shown }
    return shown.replacing("\"", with: "\"\"").between("\"")
  }
}
