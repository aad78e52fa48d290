internal import KeyformCore

/// Looks up what an order's changes ask of rows that they do not touch, by name.
struct ReferenceReader {
  let database: any SQLDatabase
  let project: String

  /// Lists that refer to keys, each with the column of its owner.
  static let keyLists: [(table: TableShape, owner: String, kind: EntityKind)] = [
    (SQLSchema.kmsHostKey, "host", .host), (SQLSchema.directoryKey, "directory", .directory),
  ]

  func read(_ demand: ReferenceDemand) throws(TargetError) -> ReferenceSight {
    var seen = ReferenceSight()
    for (owner, names) in demand.keys.sorted(by: { $0.key < $1.key }) {
      let rows = try rows(
        ["name", "shared_with"], of: SQLSchema.productKey, "project", owner, "name", names)
      var found: [String: [String]] = [:]
      while try rows.next() {
        found[rows.text(0) ?? ""] = (rows.text(1) ?? "").split(separator: " ").map(String.init)
      }
      seen.keys[owner] = found
    }
    if !demand.deployments.isEmpty {
      let rows = try rows(
        ["name"], of: SQLSchema.deployment, "project", project, "name", demand.deployments)
      while try rows.next() { seen.deployments.insert(rows.text(0) ?? "") }
    }
    for (owner, names) in demand.leavingKeys.sorted(by: { $0.key < $1.key }) {
      seen.uses += try usesOfKeys(of: owner, names)
    }
    for (owner, names) in demand.leavingDeployments.sorted(by: { $0.key < $1.key }) {
      let rows = try rows(
        ["project", "name", "deployment"], of: SQLSchema.binding, "project", owner, "deployment",
        names)
      while try rows.next() { seen.uses.append(Self.use(rows, .binding, .deployment, owner)) }
    }
    return seen
  }

  private func usesOfKeys(
    of owner: String, _ names: Set<String>
  ) throws(TargetError) -> [RowUse] {
    var uses: [RowUse] = []
    for (table, column, kind) in [(SQLSchema.binding, "name", .binding)] + Self.keyLists {
      let rows = try rows(
        ["project", column, "key_name"], of: table, "key_project", owner, "key_name", names)
      while try rows.next() { uses.append(Self.use(rows, kind, .key, owner)) }
    }
    return uses
  }

  private static func use(
    _ rows: any SQLRows, _ kind: EntityKind, _ target: EntityKind, _ owner: String
  ) -> RowUse {
    RowUse(
      project: rows.text(0) ?? "", address: Address(kind, rows.text(1) ?? ""),
      target: Address(target, rows.text(2) ?? ""), owner: owner)
  }

  private func rows(
    _ columns: [String], of table: TableShape, _ fixed: String, _ value: String,
    _ listed: String, _ names: Set<String>
  ) throws(TargetError) -> any SQLRows {
    try database.rows(
      table.lookUp(columns, fixed: fixed, listed: listed, in: database.dialect),
      [value, database.dialect.lists.value(names.sorted())])
  }
}
