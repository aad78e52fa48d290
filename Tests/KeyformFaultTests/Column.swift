/// A column of the target, as the engine's own catalogue lists it.
struct Column: CustomStringConvertible {
  let table: String
  let name: String
  let isText: Bool

  var description: String { "\(table).\(name)" }

  /// What keeps the form where it can: a word gets longer, a flag turns over, a count grows.
  func edit(on engine: Engine) -> String {
    // Numbers of a journal's rows must not meet on the way.
    let value =
      isText
      ? "coalesce(\(name), '') || 'x'"
      : name == "ordinal"
        ? "ordinal + 100"
        : "CASE WHEN \(name) = 0 THEN 1 WHEN \(name) = 1 THEN 0 ELSE coalesce(\(name), 0) + 1 END"
    let update = "UPDATE \(table) SET \(name) = \(value)"
    switch engine {
    case .sqlite: return update
    // As somebody who restores single tables: foreign keys are not looked at.
    case .postgres: return "SET session_replication_role = replica; \(update)"
    }
  }

  static func all(of scene: Scene) throws -> [Column] {
    let query =
      switch scene.engine {
      case .sqlite:
        """
        SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' ORDER BY m.name, c.cid
        """
      case .postgres:
        """
        SELECT table_name, column_name, data_type FROM information_schema.columns
        JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        ORDER BY table_name, ordinal_position
        """
      }
    return try scene.sql(query).map { line in
      let parts = line.split(separator: "|")
      return Column(
        table: String(parts[0]), name: String(parts[1]), isText: parts[2].lowercased() == "text")
    }
  }
}
