internal import KeyformCore

/// What a target says of itself in `keyform_meta`: the schema's version, an id by which a saved
/// plan knows it again, and the key of its row digests.
struct TargetMeta {
  /// Of the tables: at most the one that this tool makes.
  let version: Int
  let targetID: String
  let digestKey: DigestKey

  /// Nil where the database has no tables at all.
  static func read(_ database: any SQLDatabase) throws(TargetError) -> TargetMeta? {
    let tables = try self.tables(database)
    if tables.isEmpty { return nil }
    guard tables.contains(SQLSchema.meta.name) else {
      throw .foreign(tables.prefix(5).joined(separator: ", "))
    }
    var values: [String: String] = [:]
    let rows = try database.rows(
      """
      SELECT name, value FROM keyform_meta \
      WHERE name IN ('schema_version', 'target_id', 'digest_key') ORDER BY name
      """, [])
    while try rows.next() { values[rows.text(0) ?? ""] = rows.text(1) }
    guard let version = values["schema_version"].flatMap({ Int($0) }) else {
      throw damaged("schema_version")
    }
    if version > SQLSchema.version {
      throw .newerSchema(found: version, known: SQLSchema.version)
    }
    guard version > 0 else { throw damaged("schema_version") }
    let missing = SQLSchema.names.filter { !tables.contains($0) }
    if !missing.isEmpty { throw .incomplete(missing) }
    guard let targetID = values["target_id"], !targetID.isEmpty else {
      throw damaged("target_id")
    }
    guard let digestKey = values["digest_key"].flatMap({ DigestKey(hex: $0) }) else {
      throw damaged("digest_key")
    }
    return TargetMeta(version: version, targetID: targetID, digestKey: digestKey)
  }

  /// The tables and views that are there. Where Keyform's own are complete, others are of no
  /// interest.
  private static func tables(_ database: any SQLDatabase) throws(TargetError) -> [String] {
    if let question = database.dialect.ownTables {
      let rows = try database.rows(question, [])
      if try rows.next(), rows.integer(0) == SQLSchema.names.count { return SQLSchema.names }
    }
    var tables: [String] = []
    let names = try database.rows(database.dialect.tableNames, [])
    while try names.next() { tables.append(names.text(0) ?? "") }
    return tables
  }

  var condition: TargetCondition { .ready(targetID: targetID, schema: schemaStep) }

  /// What an apply has to do to the tables first.
  var schemaStep: SchemaStep {
    version == SQLSchema.version ? .none : .migrate(from: version)
  }

  /// Brings tables of an older version up to this tool's.
  func migrate(_ database: any SQLDatabase) throws(TargetError) {
    for statement in SQLSchema.migration(from: version, database.dialect) {
      try database.execute(statement)
    }
    let statement = try database.prepare(TableWrite(.update, SQLSchema.meta))
    statement.bind("schema_version", at: 1)
    statement.bind(String(SQLSchema.version), at: 2)
    try statement.run()
  }

  private static func damaged(_ name: String) -> TargetError {
    .damaged(row: "keyform_meta/\(name)", problem: "is missing or not of its form")
  }

  /// Makes the tables of an empty target and what it says of itself. Indexes and views come when
  /// the rows are in: a sorted list is indexed in a third of the time.
  static func create(_ database: any SQLDatabase) throws(TargetError) -> TargetMeta {
    for table in SQLSchema.tables { try database.execute(table.create(database.dialect)) }
    var generator = SystemRandomNumberGenerator()
    let id = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let meta = TargetMeta(
      version: SQLSchema.version, targetID: Hex.text(id), digestKey: .random())
    let statement = try database.prepare(TableWrite(.insert, SQLSchema.meta))
    for (name, value) in [
      ("schema_version", String(SQLSchema.version)), ("target_id", meta.targetID),
      ("digest_key", meta.digestKey.revealHex()),
    ] {
      statement.bind(name, at: 1)
      statement.bind(value, at: 2)
      try statement.run()
    }
    return meta
  }
}
