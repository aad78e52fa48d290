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
    package private(set) var isRequired = false
    /// What a row has that says nothing of the column, as SQL; nil: NULL, or an error.
    private(set) var standard: String?
    /// The version of the schema that brought the column.
    package private(set) var since = 1
    /// Whether it holds what not every role may read and no log may show: an update of a row leaves
    /// it alone, and it is written by a statement of its own.
    package private(set) var isWithheld = false
    /// What it holds, where a field says so.
    package private(set) var meaning: String?

    /// May be NULL.
    static func text(_ name: String, since: Int = 1) -> Column {
      Column(name: name, kind: .text, since: since)
    }

    static func withheld(_ name: String) -> Column {
      Column(name: name, kind: .text, isWithheld: true)
    }

    static func required(_ name: String) -> Column {
      Column(name: name, kind: .text, isRequired: true)
    }

    /// A count, or a flag as 0 and 1; may be NULL.
    static func integer(_ name: String, since: Int = 1) -> Column {
      Column(name: name, kind: .integer, since: since)
    }

    static func requiredInteger(_ name: String) -> Column {
      Column(name: name, kind: .integer, isRequired: true)
    }

    /// `''` is an unmanaged row.
    static let project = Column(name: "project", kind: .text, isRequired: true, standard: "''")
  }

  /// A foreign key to the primary key of another table.
  package struct Reference: Sendable {
    let columns: [String]
    let table: String
    private(set) var keys = ["project", "name"]
    /// Whether a row that refers has to be found when the other one is deleted.
    private(set) var isIndexed = false
    /// Whether it may wait for the end of the transaction, where the engine knows that.
    private(set) var mayWait = false

    /// To the change set whose number the column holds.
    static func changeSet(_ column: String) -> Reference {
      Reference(
        columns: ["project", column], table: "change_set", keys: ["project", "id"], mayWait: true)
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
