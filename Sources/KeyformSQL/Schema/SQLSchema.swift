/// The tables of a target (contract of the target database), as data: `apply` runs them,
/// `schemas/` is generated from them.
package enum SQLSchema {
  /// 1: the first. 2: `protected` on every entry, and indexes for what projects share. 3:
  /// `lookup_domain` of deployments. 4: what a change set keeps of commit, approvals and the
  /// project's memory.
  package static let version = 4

  /// Those that others refer to first.
  package static let tables = [
    meta, changeSet, changeItem, product,
    productKey, productKeyProduct, productKeyArchitecture,
    deployment, deploymentProduct, deploymentArchitecture,
    binding, kmsHost, kmsHostKey, directory, directoryKey, label,
  ]

  /// Names of all tables and views.
  package static let names = tables.map(\.name) + viewNames

  package static let viewNames = ["deployment_key", "deployment_key_masked"]

  package static let indexes = tables.flatMap(\.indexes) + neighbours + undos

  /// Every plan asks what other projects share and what they use: rows that mostly are few.
  static let neighbours = [
    """
    CREATE INDEX product_key_by_shared ON product_key (project, name) \
    WHERE shared_with IS NOT NULL
    """,
    """
    CREATE INDEX binding_by_other_project ON binding (key_project, project) \
    WHERE key_project <> project
    """,
  ]

  /// So does every plan whether something was undone: change sets of which most have none, and which
  /// are many.
  static let undos = [
    "CREATE INDEX change_set_by_undo ON change_set (project, id) WHERE undo_of IS NOT NULL"
  ]

  /// Those that versions after `version` brought.
  package static func indexes(since version: Int) -> [String] {
    (version < 2 ? neighbours : []) + (version < 4 ? undos : [])
  }

  /// Names of the indexes that have a condition, as a list in SQL.
  package static let partialIndexes = (neighbours + undos)
    .compactMap { $0.split(separator: " ").dropFirst(2).first.map { "'\($0)'" } }
    .joined(separator: ", ")

  /// Every statement that an empty database needs, in an order that holds.
  package static func statements(_ dialect: SQLDialect) -> [String] {
    tables.map { $0.create(dialect) } + indexes + views(dialect)
  }

  /// Brings the tables of an older version up to this one. Columns are added at the end: whoever
  /// reads a table names its columns. Views of before version 4 let a role's own functions see rows that
  /// they leave out.
  static func migration(from version: Int, _ dialect: SQLDialect) -> [String] {
    tables.flatMap { $0.migration(from: version, dialect) } + indexes(since: version)
      + tables.flatMap { $0.deferral(dialect) }
      + (version < 4 && !dialect.viewOptions.isEmpty ? views(dialect, replacing: true) : [])
  }

  /// Every statement as a script for people.
  package static func script(_ dialect: SQLDialect) -> String {
    statements(dialect).map { $0 + ";\n" }.joined(separator: "\n")
  }

  package static let meta = TableShape(
    "keyform_meta", key: [.required("name")], [.required("value")])

  package static let changeSet = TableShape(
    "change_set", key: [.project, .requiredInteger("id")],
    [
      .required("applied_at"), .text("operator"), .text("database_role"), .text("repository"),
      .text("commit_id"), .text("plan_digest"), .required("catalog"), .required("tool_version"),
      .integer("undo_of"), .text("previous_hash"), .required("hash"), .text("tree_id", since: 4),
      .integer("dirty", since: 4), .text("approvals", since: 4), .text("memory", since: 4),
    ])

  package static let changeItem = TableShape(
    "change_item",
    key: [.project, .requiredInteger("change_set_id"), .requiredInteger("ordinal")],
    [
      .required("action"), .required("entity"), .required("name"), .text("before"), .text("after"),
    ],
    references: [.changeSet("change_set_id")])

  /// Product ids in use, with Windows' own EditionID. Facts of the catalogue, so of no project.
  package static let product = TableShape(
    "product", key: [.required("id")], [.text("edition_id"), .required("name")])

  static let label = TableShape(
    "label", key: [.project, .required("entity"), .required("name"), .required("label")],
    [.required("value")])
}
