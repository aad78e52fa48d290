internal import KeyformCore

/// Which column of a policy's query says what.
struct PolicyColumns {
  private var indexes: [String: Int] = [:]

  /// `message` is another word for summary.
  private static let words = ["address", "summary", "message", "detail", "field", "severity"]

  struct Complaint: Error {
    let summary: String
    let detail: String
  }

  static func of(_ names: [String]) -> Result<PolicyColumns, Complaint> {
    var columns = PolicyColumns()
    for (index, written) in names.enumerated() {
      let name = written.lowercased()
      guard words.contains(name) else {
        let near =
          SpellingSuggestion.suggestion(for: name, in: words).map { "; did you mean `\($0)`?" }
          ?? ""
        return .failure(
          Complaint(
            summary: "it returns a column `\(written)`\(near)",
            detail: "A policy returns \(list)."))
      }
      guard columns.indexes.updateValue(index, forKey: name) == nil else {
        return .failure(
          Complaint(summary: "it returns `\(name)` twice", detail: "Keep one of the two."))
      }
    }
    guard columns.indexes["summary"] == nil || columns.indexes["message"] == nil else {
      return .failure(
        Complaint(
          summary: "it returns `summary` and `message`, which are one",
          detail: "Keep one of the two."))
    }
    guard columns.indexes["address"] != nil else {
      return .failure(
        Complaint(summary: "it returns no column `address`", detail: "A policy returns \(list)."))
    }
    return .success(columns)
  }

  private static let list: String =
    "`address` and, where it likes, \(words.dropFirst().map { "`\($0)`" }.joined(separator: ", "))"

  /// The finding of the current row.
  func finding(
    in query: PreparedQuery, _ metadata: RuleMetadata, fields: [EntityKind: [String]],
    origin: (Address) -> Origin?
  ) -> Result<Finding, Complaint> {
    if let blob = indexes.first(where: { query.isBlob($0.value) }) {
      return .failure(
        Complaint(
          summary: "`\(blob.key)` is a blob",
          detail: "Return text, such as hex(…) or CAST(… AS TEXT)."
        ))
    }
    guard let written = text("address", query) else {
      return .failure(
        Complaint(
          summary: "a row has no address",
          detail: "Leave such rows out, or join the table that has the entry."))
    }
    guard let address = Address(written), let origin = origin(address) else {
      return .failure(
        Complaint(
          summary: "there is no entry `\(written)`",
          detail: "Return the column `address` of a table, as it is."))
    }
    var severity: Severity?
    if let word = text("severity", query) {
      guard let known = Severity(rawValue: word) else {
        return .failure(
          Complaint(
            summary: "`\(word)` is no severity", detail: "Return error, warning or info."))
      }
      severity = known
    }
    let field = Self.path(text("field", query))
    if let first = field.first, let known = fields[address.kind], first != "name",
      !known.contains(first)
    {
      let near =
        SpellingSuggestion.suggestion(for: first, in: known).map { "; did you mean `\($0)`?" } ?? ""
      return .failure(
        Complaint(
          summary: "a \(address.kind.rawValue) has no field `\(first)`\(near)",
          detail: "Return a field as the file calls it, such as owner or remaining.asOf, or NULL."))
    }
    let summary = text("summary", query) ?? text("message", query) ?? Self.sentence(metadata.what)
    return .success(
      Finding(
        address: address, origin: origin, field: field,
        summary, text("detail", query) ?? "\(metadata.why) \(metadata.fix)", severity: severity))
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
