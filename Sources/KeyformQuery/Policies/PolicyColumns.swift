internal import KeyformCore

/// Which column of a policy's query says what.
struct PolicyColumns {
  private var indexes: [String: Int] = [:]

  /// `message` is another word for summary.
  private static let words = ["address", "summary", "message", "detail", "field", "severity"]

  /// What is wrong with the query, its columns or a row.
  struct Complaint: Error {
    let kind: PolicyProblemKind
    /// The byte of the SQL that it is about; nil where none can be named.
    var offset: Int?
    let summary: String
    let detail: String
  }

  init(_ names: [String]) throws(Complaint) {
    func complaint(_ summary: String, _ detail: String) -> Complaint {
      Complaint(kind: .columns, summary: summary, detail: detail)
    }
    for (index, written) in names.enumerated() {
      let name = written.lowercased()
      guard Self.words.contains(name) else {
        let near = SpellingSuggestion.question(name, in: Self.words)
        throw complaint("it returns a column `\(written)`\(near)", "A policy returns \(Self.list).")
      }
      guard indexes.updateValue(index, forKey: name) == nil else {
        throw complaint("it returns `\(name)` twice", "Keep one of the two.")
      }
    }
    guard indexes["summary"] == nil || indexes["message"] == nil else {
      throw complaint("it returns `summary` and `message`, which are one", "Keep one of the two.")
    }
    guard indexes["address"] != nil else {
      throw complaint("it returns no column `address`", "A policy returns \(Self.list).")
    }
  }

  private static let list: String =
    "`address` and, where it likes, \(words.dropFirst().map { "`\($0)`" }.joined(separator: ", "))"

  /// The finding of the current row.
  func finding(
    in query: PreparedQuery, _ metadata: RuleMetadata, fields: [EntityKind: [String]],
    origin: (Address) -> EntryOrigin?
  ) throws(Complaint) -> Finding {
    func complaint(_ summary: String, _ detail: String) -> Complaint {
      Complaint(kind: .row, summary: summary, detail: detail)
    }
    if let blob = indexes.first(where: { query.isBlob($0.value) }) {
      throw complaint("`\(blob.key)` is a blob", "Return text, such as hex(…) or CAST(… AS TEXT).")
    }
    guard let written = text("address", query) else {
      throw complaint(
        "a row has no address", "Leave such rows out, or join the table that has the entry.")
    }
    guard let address = Address(written), let origin = origin(address) else {
      throw complaint(
        "there is no entry `\(written)`", "Return the column `address` of a table, as it is.")
    }
    var severity: Severity?
    if let word = text("severity", query) {
      guard let known = Severity(rawValue: word) else {
        throw complaint("`\(word)` is no severity", "Return error, warning or info.")
      }
      severity = known
    }
    let field = Self.path(text("field", query))
    if let first = field.first, let known = fields[address.kind], first != "name",
      !known.contains(first)
    {
      let near = SpellingSuggestion.question(first, in: known)
      throw complaint(
        "a \(address.kind.rawValue) has no field `\(first)`\(near)",
        "Return a field as the file calls it, such as owner or remaining.asOf, or NULL.")
    }
    let summary = text("summary", query) ?? text("message", query) ?? Self.sentence(metadata.what)
    return Finding(
      address: address, origin: origin, field: field,
      summary, text("detail", query) ?? "\(metadata.why) \(metadata.fix)", severity: severity)
  }

  /// Text of a column; nil where it is NULL, empty or not returned.
  private func text(_ name: String, _ query: PreparedQuery) -> String? {
    guard let index = indexes[name] else { return nil }
    switch query.cell(index) {
    case .text(let text): return text.isEmpty ? nil : text
    case .integer(let integer): return String(integer)
    case .real(let real): return String(real)
    case .null, .blob: return nil
    }
  }

  /// `remaining.asOf` is a field within a field.
  private static func path(_ field: String?) -> [String] {
    field.map { $0.split(separator: ".").map(String.init) } ?? []
  }

  /// Summaries have no full stop.
  private static func sentence(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
