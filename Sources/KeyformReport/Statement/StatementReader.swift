package import KeyformCore

/// Reads a statement that anybody may have written: nothing is repaired, and what is read has these
/// bytes and no others.
package enum StatementReader {
  /// Bytes. A statement of 500,000 changes has half as many.
  private static let most = 256 << 20

  private static let head = Array("keyform.statement/".utf8)

  /// Whether the bytes say that they are a statement, of whatever version.
  package static func isStatement(_ bytes: [UInt8]) -> Bool { bytes.starts(with: head) }

  package static func read(_ bytes: [UInt8]) throws(StatementReadError) -> Statement {
    guard isStatement(bytes) else { throw .notAStatement }
    guard bytes.count <= most else { throw .tooLong }
    let format = String(
      decoding: bytes.prefix(60).prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    guard format == StatementText.format else { throw .otherFormat(format) }
    let statement: Statement
    do {
      statement = try parse(bytes)
    } catch {
      throw .malformed(line: error.line, expected: error.expected)
    }
    let changes = statement.changes
    if let index = changes.indices.dropFirst().first(where: {
      !(changes[$0 - 1].address < changes[$0].address)
    }) {
      throw .malformed(line: index + 4, expected: "an address behind that of the line before")
    }
    let own = StatementText.bytes(statement)
    guard own == bytes else {
      let same = zip(own, bytes).prefix { $0 == $1 }
      throw .malformed(line: same.count { $0.0 == 0x0A } + 1, expected: "what Keyform writes")
    }
    return statement
  }

  /// What text of our own says; of others' it remains to be checked that it is as we write it.
  static func parse(_ bytes: [UInt8]) throws(JSONError) -> Statement {
    var cursor = JSONCursor(bytes)
    try cursor.expect("keyform.statement/1\n")
    try cursor.expect("target ")
    let targetID: String? = cursor.take("null") ? nil : try cursor.string()
    try cursor.expect("\nproject ")
    let project = try cursor.string()
    try cursor.expect("\n")
    var changes: [StatedChange] = []
    while !cursor.isAtEnd { changes.append(try change(&cursor)) }
    return Statement(targetID: targetID, project: project, changes: changes)
  }

  private static func change(_ cursor: inout JSONCursor) throws(JSONError) -> StatedChange {
    guard let action = Action.allCases.first(where: { cursor.take(StatementLines.word($0)) })
    else { throw cursor.malformed("an action") }
    guard let address = Address(try cursor.string()) else {
      throw cursor.malformed("an address")
    }
    let formerName: String? =
      action == .update && cursor.take(" was ") ? try cursor.string() : nil
    var hazards: [Hazard] = []
    if cursor.take(" [") {
      repeat {
        guard let hazard = Hazard(rawValue: try cursor.string()), !hazards.contains(hazard) else {
          throw cursor.malformed("a hazard")
        }
        hazards.append(hazard)
      } while cursor.take(",")
      try cursor.expect("]")
    }
    let fields = try fields(of: action, address.kind, &cursor)
    try cursor.expect("\n")
    return StatedChange(action, address, was: formerName, hazards, fields)
  }

  /// The names of each kind's fields, by rank, with what stands behind them.
  private static let names = EntityKind.allCases.map { names(of: $0.type) }

  private static func names<Value: Managed>(
    of kind: Value.Type
  ) -> [(name: String, bytes: [UInt8])] {
    kind.fields.map { ($0.name, Array("\($0.name): ".utf8)) }
  }

  /// In the order in which the kind has them, each once.
  private static func fields(
    of action: Action, _ kind: EntityKind, _ cursor: inout JSONCursor
  ) throws(JSONError) -> [FieldChange] {
    let names = names[kind.rank]
    var fields: [FieldChange] = []
    var next = 0
    while fields.isEmpty ? cursor.take(" ") : cursor.take(", ") {
      guard action != .release,
        let index = (next..<names.count).first(where: { cursor.take(names[$0].bytes) })
      else { throw cursor.malformed("a field of the kind, in its order") }
      next = index + 1
      let first = try cursor.fieldValue()
      let field: FieldChange
      switch action {
      case .create: field = FieldChange(name: names[index].name, from: .none, to: first)
      case .delete: field = FieldChange(name: names[index].name, from: first, to: .none)
      case .update, .adopt, .release:
        try cursor.expect(" -> ")
        field = FieldChange(name: names[index].name, from: first, to: try cursor.fieldValue())
      }
      guard field.from != field.to else { throw cursor.malformed("a value that changes") }
      fields.append(field)
    }
    return fields
  }
}

/// Why a statement cannot be used.
package enum StatementReadError: Error, Hashable, Sendable {
  case notAStatement
  case tooLong
  /// The format's version, as the file states it, is not the one this Keyform knows.
  case otherFormat(String)
  case malformed(line: Int, expected: String)

  /// What is wrong and what to do, in full sentences that follow the file's name.
  package var message: String {
    switch self {
    case .notAStatement:
      "This is no statement. `keyform show PLAN --statement` prints that of a plan."
    case .tooLong: "The statement is larger than 256 MiB. Name another file."
    case .otherFormat(let format):
      """
      The statement has the format \(format), this Keyform reads \(StatementText.format). Use the \
      Keyform that made it, or review the plan with this one.
      """
    case .malformed(let line, let expected):
      """
      The statement was edited or is from another Keyform: line \(line) does not hold \(expected). \
      `keyform show PLAN --statement` prints it anew.
      """
    }
  }
}
