internal import KeyformCore

/// Reads the columns of the current row one after the other, in the order of the table's shape.
/// What does not fit is damage, named by row and column and never by value.
struct RowReader {
  private let rows: any SQLRows
  private let table: TableShape
  private let kind: EntityKind
  /// Whether columns that are withheld are read as NULL, whatever they hold.
  let isWithheld: Bool
  /// The text last read from each column.
  private var recent: [String]
  private var column = 0
  /// The name of the current row.
  private(set) var name = ""

  init(_ rows: any SQLRows, table: TableShape, kind: EntityKind, isWithheld: Bool) {
    self.rows = rows
    self.isWithheld = isWithheld
    self.table = table
    self.kind = kind
    recent = Array(repeating: "", count: table.columns.count)
  }

  /// Steps to the next row and reads its name; false after the last.
  mutating func next() throws(TargetError) -> Bool {
    guard try rows.next() else { return false }
    column = 1
    name = rows.text(0) ?? ""
    return true
  }

  mutating func text() -> String? {
    let column = advance()
    switch rows.read(column, into: &recent[column]) {
    case .null: return nil
    case .unchanged, .changed: return recent[column]
    }
  }

  mutating func requiredText() throws(TargetError) -> String {
    let column = column
    guard let text = text() else { throw damaged("is missing", column) }
    return text
  }

  mutating func count() throws(TargetError) -> Int? {
    let column = advance()
    guard let count = rows.integer(column) else {
      if rows.isNull(column) { return nil }
      throw damaged("is no count", column)
    }
    if count < 0 { throw damaged("is below zero", column) }
    return count
  }

  mutating func requiredCount() throws(TargetError) -> Int {
    let column = column
    guard let count = try count() else { throw damaged("is missing", column) }
    return count
  }

  mutating func flag() throws(TargetError) -> Bool? {
    let column = column
    guard let count = try count() else { return nil }
    if count > 1 { throw damaged("is neither 0 nor 1", column) }
    return count == 1
  }

  mutating func word<Value: Sendable>(
    _ recent: inout InternedWord<Value>, _ parse: (String) -> Value?
  ) throws(TargetError) -> Value? {
    let column = advance()
    switch rows.read(column, into: &recent.text) {
    case .null: return nil
    case .unchanged: if let value = recent.value { return value }
    case .changed: break
    }
    recent.value = parse(recent.text)
    guard let value = recent.value else {
      throw damaged("holds a word that is not known", column)
    }
    return value
  }

  mutating func requiredWord<Value: Sendable>(
    _ recent: inout InternedWord<Value>, _ parse: (String) -> Value?
  ) throws(TargetError) -> Value {
    let column = column
    guard let value = try word(&recent, parse) else { throw damaged("is missing", column) }
    return value
  }

  /// A text of few characters that never repeats.
  mutating func parsed<Value>(_ parse: (String) -> Value?) throws(TargetError) -> Value? {
    let column = advance()
    guard let text = rows.text(column) else { return nil }
    guard let value = parse(text) else { throw damaged("does not have the expected form", column) }
    return value
  }

  mutating func key() throws(TargetError) -> KeyMaterial? {
    let column = advance()
    guard let key = rows.key(column) else {
      if rows.isNull(column) { return nil }
      throw damaged("is no product key", column)
    }
    return key
  }

  /// A list in one column, joined by blanks.
  mutating func list() -> [String] {
    text().map { $0.split(separator: " ").map(String.init) } ?? []
  }

  mutating func annotations() throws(TargetError) -> Annotations {
    var annotations = Annotations()
    annotations.title = text()
    annotations.owner = text()
    annotations.note = text()
    annotations.isProtected = try flag() ?? false
    return annotations
  }

  /// Steps over a column that is of no use here.
  mutating func skip() { column += 1 }

  private mutating func advance() -> Int {
    defer { column += 1 }
    return column
  }

  func damaged(_ problem: String) -> TargetError {
    .damaged(row: Address(kind, name).description, problem: problem)
  }

  /// Columns are counted without `project`, which is not read.
  private func damaged(_ problem: String, _ column: Int) -> TargetError {
    damaged("\(table.columns[column + 1].name) \(problem)")
  }
}
