internal import KeyformSQL

/// A column that queries read.
package struct QueryColumn: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case text, integer }

  package let name: String
  package let kind: Kind
  /// For people: what it holds, in units where there are some.
  package let meaning: String

  init(_ name: String, _ kind: Kind, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
  }

  init(_ column: TableShape.Column, of table: String) {
    self.init(
      column.name, column.kind == .text ? .text : .integer,
      column.meaning ?? ColumnMeanings.of(column.name, in: table))
  }

  /// Whether few rows have the same value, so that an index on it is worth making.
  var isSelective: Bool {
    guard kind == .text else { return false }
    switch name {
    case "project", "key_project", "entity", "role", "kind", "state", "action", "architecture",
      "field", "media", "label", "source_file":
      return false
    default: return true
    }
  }
}

/// One value of a row.
package enum QueryCell: Hashable, Sendable {
  case null
  case integer(Int)
  case real(Double)
  case text(String)
  case blob([UInt8])

  init(_ text: String?) { self = text.map(Self.text) ?? .null }
  init(_ integer: Int?) { self = integer.map(Self.integer) ?? .null }
}
