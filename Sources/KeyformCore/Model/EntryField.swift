/// One field of the entries of a kind, described once. Files, their schemas, plans, journals, the
/// tables of targets and those of queries are made from it. A value, so that loops over entries take
/// the coding alone and count no references, which two cores would fight over.
package struct EntryField<Value>: Sendable {
  /// As plans and journals call it. A dot parts the name of a mapping in files from the field in it,
  /// as in `from.edition`. Our own words, never data.
  package let name: String
  /// The name for loops that write it.
  package let literal: StaticString
  package let coding: FieldCoding<Value>
  /// What it means, for whoever writes files.
  package let meaning: String
  /// Whether files and tables have to say it.
  package let isRequired: Bool
  /// Of the kind's table, as many as the coding has; none where a table of its own holds a list.
  package let columns: [FieldColumn]

  init(
    _ name: StaticString, _ coding: FieldCoding<Value>, _ meaning: String, required: Bool = false,
    columns: [FieldColumn] = []
  ) {
    self.name = name.description
    literal = name
    self.coding = coding
    self.meaning = meaning
    isRequired = required
    self.columns = columns
  }

  /// The field that stands in files: before the dot.
  package var written: String { String(name.prefix { $0 != "." }) }
}

/// A column of a kind's table.
package struct FieldColumn: Hashable, Sendable {
  package let name: String
  /// What it holds, for whoever writes queries; nil: what the field means.
  package let meaning: String?
  /// The version of the tables that brought it. Columns stand in the order of versions.
  package let since: Int
  /// Among columns of one version, those of a lower rank stand first.
  package let rank: Int

  init(_ name: String, _ meaning: String? = nil, since: Int = 1, rank: Int = 0) {
    self.name = name
    self.meaning = meaning
    self.since = since
    self.rank = rank
  }
}

extension Managed {
  /// The field in the form that plans and journals show. Never more of a secret than its identity.
  package subscript(field: EntryField<Self>) -> FieldValue {
    withUnsafePointer(to: self) { field.coding.shown($0) }
  }

  /// Sets a field from that form; false where the value does not fit the field.
  package mutating func set(_ field: EntryField<Self>, to value: FieldValue) -> Bool {
    field.coding.assign(value, to: &self)
  }
}
