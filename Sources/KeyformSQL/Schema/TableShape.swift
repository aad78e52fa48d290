/// A table as data: DDL, queries and bindings all follow the order of its columns.
package struct TableShape: Sendable {
  package let name: String
  package let columns: [Column]
  /// So many columns from the front are the primary key.
  package let keyLength: Int
  package let references: [Reference]

  package struct Column: Sendable {
    package enum Kind: Sendable { case text, integer }
    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    /// What a row has that says nothing of the column, as SQL; nil: NULL, or an error.
    let standard: String?
    /// The version of the schema that brought the column.
    package let since: Int
    /// Whether it holds what not every role may read and no log may show: an update of a row leaves
    /// it alone, and it is written by a statement of its own.
    package let isWithheld: Bool
    /// What it holds, where a field says so.
    package let meaning: String?

    init(
      _ name: String, _ kind: Kind, isRequired: Bool = false, standard: String? = nil,
      since: Int = 1, isWithheld: Bool = false, meaning: String? = nil
    ) {
      self.name = name
      self.kind = kind
      self.isRequired = isRequired
      self.standard = standard
      self.since = since
      self.isWithheld = isWithheld
      self.meaning = meaning
    }

    /// May be NULL.
    static func text(_ name: String, since: Int = 1) -> Column {
      Column(name, .text, since: since)
    }

    static func withheld(_ name: String) -> Column {
      Column(name, .text, isWithheld: true)
    }

    static func required(_ name: String) -> Column { Column(name, .text, isRequired: true) }

    /// A count, or a flag as 0 and 1; may be NULL.
    static func integer(_ name: String, since: Int = 1) -> Column {
      Column(name, .integer, since: since)
    }

    static func requiredInteger(_ name: String) -> Column {
      Column(name, .integer, isRequired: true)
    }

    /// `''` is an unmanaged row.
    static let project = Column("project", .text, isRequired: true, standard: "''")
  }

  /// A foreign key to the primary key of another table.
  package struct Reference: Sendable {
    let columns: [String]
    let table: String
    let keys: [String]
    /// Whether a row that refers has to be found when the other one is deleted.
    let isIndexed: Bool
    /// Whether it may wait for the end of the transaction, where the engine knows that.
    let mayWait: Bool

    init(
      _ columns: [String], to table: String, _ keys: [String], isIndexed: Bool = false,
      mayWait: Bool = false
    ) {
      self.columns = columns
      self.table = table
      self.keys = keys
      self.isIndexed = isIndexed
      self.mayWait = mayWait
    }
  }

  init(
    _ name: String, key: [Column], _ columns: [Column] = [], references: [Reference] = []
  ) {
    self.name = name
    self.columns = key + columns
    self.keyLength = key.count
    self.references = references
  }
}
