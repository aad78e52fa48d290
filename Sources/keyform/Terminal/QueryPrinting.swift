internal import KeyformCore
internal import KeyformEngine
internal import KeyformQuery
internal import KeyformReport

/// Prints rows in the format that was asked for.
struct QueryPrinting {
  private let presentation: Presentation
  private let format: QueryFormat

  init(_ presentation: Presentation, _ format: QueryFormat) {
    self.presentation = presentation
    self.format = format
  }

  func show(_ table: ResultTable) throws {
    Progress.clear()
    let masking = presentation.masking
    let text = ResultText(style: presentation.style, masking: masking)
    switch format {
    case .text: try text.write(table, to: Output.write)
    case .markdown: try text.writeMarkdown(table, to: Output.write)
    case .json: try ResultTable.document.write(table, masking, to: Output.write)
    case .csv: try ResultData(masking: masking).writeCSV(table, to: Output.write)
    }
  }
}

/// What `--tables` shows.
enum QueryDocument {
  /// All tables, or the columns of one.
  static func table(_ name: String?) throws -> ResultTable {
    guard let name else {
      var table = ResultTable(columns: ["table", "meaning", "columns"])
      for description in QueryTables.descriptions {
        table.append([
          .text(description.name), .text(description.meaning),
          .text(description.columns.map(\.name).joined(separator: ", ")),
        ])
      }
      return table
    }
    guard let description = QueryTables.descriptions.first(where: { $0.name == name.lowercased() })
    else {
      let names = QueryTables.descriptions.map(\.name)
      let near =
        SpellingSuggestion.suggestion(for: name, in: names).map { "; did you mean `\($0)`?" } ?? ""
      throw Failure(
        .usage, "there is no table `\(name)`\(near)",
        "The tables are \(names.joined(separator: ", ")).")
    }
    var table = ResultTable(columns: ["column", "type", "meaning"])
    for column in description.columns {
      table.append([.text(column.name), .text(column.kind.rawValue), .text(column.meaning)])
    }
    return table
  }
}

extension ResultTable {
  init(_ answer: QueryAnswer) {
    self.init(columns: answer.columns)
    for row in answer.rows { append(row.map(Cell.init)) }
  }
}

extension ResultTable.Cell {
  fileprivate init(_ cell: QueryCell) {
    switch cell {
    case .null: self = .null
    case .integer(let integer): self = .integer(integer)
    case .real(let real): self = .real(real)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .text("x'\(Hex.text(bytes))'")
    }
  }
}
