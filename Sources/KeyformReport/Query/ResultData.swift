package import KeyformCore

/// The rows of a query for programs: JSON and CSV.
package struct ResultData {
  package static let format = "keyform.query/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  package func writeJSON(_ table: ResultTable, to sink: ReportSink) throws {
    var json = JSONWriter()
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("columns")
    json.beginArray()
    for column in table.columns { json.value(masking.masked(column)) }
    json.endArray()
    json.key("rows")
    json.beginArray()
    for row in table.rows {
      json.beginArray()
      for cell in row {
        switch cell {
        case .null: json.null()
        case .integer(let integer): json.value(integer)
        case .real(let real): json.value(real)
        case .text(let text): json.value(masking.masked(text))
        }
      }
      json.endArray()
      if json.bytes.count > 65_536 {
        try sink(json.bytes)
        json.bytes.removeAll(keepingCapacity: true)
      }
    }
    json.endArray()
    json.endObject()
    try sink(json.bytes + [10])
  }

  /// As RFC 4180 has it, with a header. NULL is an empty field, an empty text is `""`.
  package func writeCSV(_ table: ResultTable, to sink: ReportSink) throws {
    var buffer = TextBuffer(TextStyle())
    buffer.line(table.columns.map { field(masking.masked($0)) }.joined(separator: ","))
    for row in table.rows {
      let fields = row.map { cell in
        switch cell {
        case .null: ""
        case .integer(let integer): String(integer)
        case .real(let real): String(real)
        case .text(let text): field(masking.masked(text))
        }
      }
      buffer.line(fields.joined(separator: ","))
      try buffer.flush(to: sink)
    }
    try buffer.flush(to: sink, above: 0)
  }

  /// Breaks of lines stay, inside quotes; other control characters are made visible.
  private func field(_ text: String) -> String {
    let visible = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { VisibleText.of(String($0)) }.joined(separator: "\n")
    guard visible.isEmpty || visible.utf8.contains(where: { [10, 0x22, 0x2C].contains($0) }) else {
      return visible
    }
    return "\"" + visible.replacing("\"", with: "\"\"") + "\""
  }
}
