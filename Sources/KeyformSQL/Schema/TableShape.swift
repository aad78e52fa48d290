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

    private init(
      _ name: String, _ kind: Kind, isRequired: Bool, standard: String? = nil, since: Int = 1,
      isWithheld: Bool = false
    ) {
      self.name = name
      self.kind = kind
      self.isRequired = isRequired
      self.standard = standard
      self.since = since
      self.isWithheld = isWithheld
    }

    /// May be NULL.
    static func text(_ name: String, since: Int = 1) -> Column {
      Column(name, .text, isRequired: false, since: since)
    }

    static func withheld(_ name: String) -> Column {
      Column(name, .text, isRequired: false, isWithheld: true)
    }

    static func required(_ name: String) -> Column { Column(name, .text, isRequired: true) }

    /// A count, or a flag as 0 and 1; may be NULL.
    static func integer(_ name: String, since: Int = 1) -> Column {
      Column(name, .integer, isRequired: false, since: since)
    }

    static func requiredInteger(_ name: String) -> Column {
      Column(name, .integer, isRequired: true)
    }

    /// 0 unless said, which a column of a later version has to be.
    static func flag(_ name: String, since: Int) -> Column {
      Column(name, .integer, isRequired: true, standard: "0", since: since)
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

  /// A table of a managed kind: project and name first, then what all kinds have, at the end.
  init(entity name: String, _ columns: [Column], references: [Reference] = []) {
    self.init(
      name, key: [.project, .required("name")],
      columns + [
        .text("title"), .text("owner"), .text("note"), .flag("protected", since: 2),
        .integer("change_set"),
      ],
      references: references
        + [
          Reference(
            ["project", "change_set"], to: "change_set", ["project", "id"], mayWait: true)
        ])
  }
}
