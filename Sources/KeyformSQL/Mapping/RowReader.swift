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
  /// What that text means in a column of days, of which no table has more than one.
  private var recentDay: CalendarDate?
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

  /// Hands a word to `take`, which answers whether it knows the word.
  mutating func word(
    _ isRequired: Bool, _ take: (String) -> Bool
  ) throws(TargetError) {
    let column = column
    guard let word = text() else {
      if isRequired { throw damaged("is missing", column) }
      return
    }
    if !take(word) { throw damaged("holds a word that is not known", column) }
  }

  mutating func day() throws(TargetError) -> CalendarDate? {
    let column = advance()
    switch rows.read(column, into: &recent[column]) {
    case .null: return nil
    case .unchanged: if let recentDay { return recentDay }
    case .changed: break
    }
    recentDay = CalendarDate(recent[column])
    guard let recentDay else { throw damaged("holds a word that is not known", column) }
    return recentDay
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

  /// A list in one column, joined by blanks; nil where it is empty.
  mutating func list() -> [String]? { text().map { $0.split(separator: " ").map(String.init) } }

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
