/// What Keyform allows itself of SQL, so that engines other than PostgreSQL can be used as well.
enum SQLSubset {
  /// The parts of docs/guide/scale-out.md.
  enum Part: String, CaseIterable {
    case transactions, server, lock, reading, copying, writing, deleting, schema

    init(_ statement: String) {
      switch statement.prefix(while: { $0 != " " }) {
      case "BEGIN", "COMMIT", "ROLLBACK", "SET": self = .transactions
      case "COPY": self = .copying
      case "DELETE": self = .deleting
      case "ALTER", "CREATE": self = .schema
      case _
      where statement.contains("NOWAIT") || statement.contains("keyform_meta (name, value) VALUES")
        || statement.hasPrefix("SELECT value FROM keyform_meta"):
        self = .lock
      case _
      where statement.contains("pg_catalog.pg_") || statement.contains("set_config")
        || statement.contains("current_user"):
        self = .server
      case "SELECT": self = .reading
      default: self = .writing
      }
    }
  }

  /// Why a statement is outside the subset; empty where it is inside.
  static func objections(to statement: String) -> [String] {
    var objections: [String] = []
    let verb = String(statement.prefix { $0 != " " })
    if !verbs.contains(verb) { objections.append("`\(verb)` is not used") }
    for found in statement.matches(of: /\w+/) {
      let word = String(found.output)
      if refused.contains(word.uppercased()) { objections.append("`\(word)` is not used") }
      if word.lowercased().hasPrefix("pg_"), !catalog.contains(word) {
        objections.append("`\(word)` of the server's own is not used")
      }
    }
    for found in statement.matches(of: /(\w+)\(/) where !functions.contains(String(found.output.1))
    {
      objections.append("the function `\(found.output.1)` is not used")
    }
    for found in statement.matches(of: /::([\w.\[\]]+)/)
    where !types.contains(String(found.output.1)) {
      objections.append("the type `\(found.output.1)` is not used")
    }
    return objections
  }

  static func isDDL(_ statement: String) -> Bool { Part(statement) == .schema }

  private static let verbs: Set = [
    "ALTER", "BEGIN", "COMMIT", "COPY", "CREATE", "DELETE", "INSERT", "ROLLBACK", "SELECT", "SET",
    "UPDATE",
  ]

  private static let refused: Set = [
    "ADVISORY", "CURSOR", "EXTENSION", "FUNCTION", "LISTEN", "NOTIFY", "OVER",
    "RECURSIVE", "RETURNING", "SAVEPOINT", "SEQUENCE", "SERIAL", "SKIP", "TABLESAMPLE", "TEMP",
    "TEMPORARY", "TRIGGER", "UNLOGGED",
  ]

  private static let catalog: Set = [
    "pg_attrdef", "pg_attribute", "pg_auth_members", "pg_catalog", "pg_class", "pg_constraint",
    "pg_database", "pg_database_owner", "pg_depend", "pg_get_expr", "pg_get_userbyid",
    "pg_get_viewdef", "pg_has_role", "pg_index", "pg_namespace", "pg_rewrite", "pg_roles",
    "pg_temp",
    "pg_trigger",
  ]

  private static let functions: Set = [
    "ANY", "CAST", "COALESCE", "NULLIF", "OPERATOR", "aclexplode", "bool_and", "concat",
    "concat_ws", "count",
    "current_database", "current_schema", "current_schemas", "current_setting",
    "has_column_privilege", "has_parameter_privilege", "has_table_privilege", "max", "pg_get_expr",
    "pg_get_userbyid", "pg_get_viewdef",
    "pg_has_role", "quote_ident", "set_config", "string_agg", "substr", "unnest",
  ]

  private static let types: Set = [
    "bigint[]", "pg_catalog.oid", "pg_catalog.regclass", "pg_catalog.text", "pg_catalog.text[]",
  ]
}
