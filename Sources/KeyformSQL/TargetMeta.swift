internal import KeyformCore

/// What a target says of itself in `keyform_meta`: the schema's version, an id by which a saved
/// plan knows it again, and the key of its row digests.
struct TargetMeta {
  /// Of the tables: at most the one that this tool makes.
  let version: Int
  let targetID: String
  /// Nil where the role may not read it, or not the values of keys.
  let digestKey: DigestKey?
  /// What a user has to know of the tables, told of a target by its name.
  let notes: @Sendable (String) -> [String]
  /// Whether it does not say yet where the tables lie and what its views are.
  private let isLoose: Bool

  private static let version = "schema_version"
  private static let targetID = "target_id"
  private static let digestKey = "digest_key"
  /// The schema in which the tables were made.
  private static let place = "schema"
  /// What the server says of the views that were made there.
  private static let views = "views"

  /// Nil where the database has no tables at all. What the tables are like is then known to
  /// `database`. Whoever is about to write trusts the owners, too.
  static func read(
    _ database: any SQLDatabase, toWrite: Bool = false
  ) throws(TargetError) -> TargetMeta? {
    let structure = try TargetStructure(database)
    let tables = try self.tables(database, structure)
    guard tables.isEmpty || tables.contains(SQLSchema.meta.name) else {
      throw .foreign(tables.prefix(5).joined(separator: ", "))
    }
    if toWrite { try structure.checkOwners() }
    if tables.isEmpty { return nil }
    let values = try values(database, structure)
    guard let version = values[version].flatMap({ Int($0) }) else {
      throw damaged(version)
    }
    if version > SQLSchema.version {
      throw .newerSchema(found: version, known: SQLSchema.version)
    }
    guard version > 0 else { throw damaged(self.version) }
    let missing = SQLSchema.names.filter { !tables.contains($0) }
    if !missing.isEmpty { throw .incomplete(missing) }
    try structure.checkColumns(at: version, database.dialect)
    let isLoose = try isLoose(values, structure)
    guard let targetID = values[targetID], !targetID.isEmpty else { throw damaged(targetID) }
    let key = values[digestKey].flatMap { DigestKey(hex: $0) }
    if key == nil, structure.readsMeta { throw damaged(digestKey) }
    return TargetMeta(
      version: version, targetID: targetID, digestKey: database.facts.readsValues ? key : nil,
      notes: structure.notes, isLoose: isLoose)
  }

  /// The key, for whoever is about to write.
  func checkingKey() throws(TargetError) -> DigestKey {
    guard let digestKey else {
      throw .forbidden("it reads no values of keys, or not the key of the row digests")
    }
    return digestKey
  }

  private static func values(
    _ database: any SQLDatabase, _ structure: TargetStructure
  ) throws(TargetError) -> [String: String] {
    var names = [version, targetID, place, views]
    if structure.readsMeta { names.append(digestKey) }
    let found = structure.readsMeta ? SQLSchema.meta.name : try structure.readableMeta()
    guard let table = found else {
      throw .forbidden("permission denied for table \(SQLSchema.meta.name)")
    }
    let listed = names.map { "'\($0)'" }.joined(separator: ", ")
    let rows = try database.rows(
      "SELECT name, value FROM \(table) WHERE name IN (\(listed)) ORDER BY name", [])
    var values: [String: String] = [:]
    while try rows.next() { values[rows.text(0) ?? ""] = rows.text(1) }
    return values
  }

  /// Whether the tables have yet to be bound to where they lie. Throws where they lie elsewhere than
  /// they say, and where a view is another one.
  private static func isLoose(
    _ values: [String: String], _ structure: TargetStructure
  ) throws(TargetError) -> Bool {
    guard let here = structure.place, let defined = structure.views else { return false }
    if let place = values[place], place != here {
      throw .misplaced(
        "its tables say that they lie in the schema \(place), and are found in \(here)",
        advice: """
          Name the right schema in the URL (options=-csearch_path%3D\(place)). If they were moved, \
          their owner says so: UPDATE keyform_meta SET value = '\(here)' WHERE name = 'schema'.
          """)
    }
    guard let views = values[views] else { return true }
    if views == defined { return values[place] == nil }
    // Another version of the server has other words for the same.
    guard views.prefix(while: { $0 != " " }) == defined.prefix(while: { $0 != " " }) else {
      return true
    }
    throw .replaced(
      "a view (\(SQLSchema.viewNames.joined(separator: ", "))) is not the one that Keyform made")
  }

  /// The tables and views that are there. Where Keyform's own are complete, others are of no
  /// interest.
  private static func tables(
    _ database: any SQLDatabase, _ structure: TargetStructure
  ) throws(TargetError) -> [String] {
    if structure.isComplete { return SQLSchema.names }
    return try database.all(database.dialect.tableNames, []) { $0.text(0) ?? "" }
  }

  var condition: TargetCondition { .ready(targetID: targetID, schema: schemaStep) }

  /// What an apply has to do to the tables first.
  var schemaStep: SchemaStep {
    version == SQLSchema.version ? .none : .migrate(from: version)
  }

  /// Says where the tables lie and what its views are, where that is not said yet: at the first apply,
  /// once all is made, and at the next one after an upgrade.
  func bind(_ database: any SQLDatabase) throws(TargetError) {
    guard isLoose || schemaStep != .none else { return }
    let structure = try TargetStructure(database)
    guard let place = structure.place, let views = structure.views else { return }
    try Self.write([(Self.place, place), (Self.views, views)], .put, database)
  }

  /// Brings tables of an older version up to this tool's.
  func migrate(_ database: any SQLDatabase) throws(TargetError) {
    for statement in SQLSchema.migration(from: version, database.dialect) {
      try database.execute(statement)
    }
    try Self.write([(Self.version, String(SQLSchema.version))], .update, database)
  }

  private static func write(
    _ rows: [(name: String, value: String)], _ action: TableWrite.Action,
    _ database: any SQLDatabase
  ) throws(TargetError) {
    let statement = try database.prepare(TableWrite(action, SQLSchema.meta))
    for (name, value) in rows {
      statement.bind(name, at: 1)
      statement.bind(value, at: 2)
      try statement.run()
    }
  }

  private static func damaged(_ name: String) -> TargetError {
    .damaged(row: "keyform_meta/\(name)", problem: "is missing or does not have the expected form")
  }

  /// Makes the tables of an empty target and what it says of itself. Indexes and views come when
  /// the rows are in: a sorted list is indexed in a third of the time.
  static func create(_ database: any SQLDatabase) throws(TargetError) -> TargetMeta {
    for table in SQLSchema.tables { try database.execute(table.create(database.dialect)) }
    var generator = SystemRandomNumberGenerator()
    let id = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let key = DigestKey.random()
    let meta = TargetMeta(
      version: SQLSchema.version, targetID: Hex.text(id), digestKey: key, notes: { _ in [] },
      isLoose: true)
    database.facts = TableFacts()
    database.facts.defersReferences = database.dialect.defersReferences
    let rows = [
      (version, String(SQLSchema.version)), (targetID, meta.targetID), (digestKey, key.revealHex()),
    ]
    try write(rows, .insert, database)
    return meta
  }
}
