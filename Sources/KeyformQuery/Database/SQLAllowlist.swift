/// What a query may use besides its tables. Everything here gives the same for the same rows, holds
/// no state and reaches nothing outside.
enum SQLAllowlist {
  static let functions: Set<String> = [
    "abs", "avg", "char", "coalesce", "count", "cume_dist", "date", "datetime", "dense_rank",
    "first_value", "format", "glob", "group_concat", "hex", "ifnull", "iif", "instr", "json",
    "json_array", "json_array_length", "json_extract", "json_group_array", "json_group_object",
    "json_object", "json_quote", "json_type", "json_valid", "julianday", "lag", "last_value",
    "lead", "length", "like", "likelihood", "likely", "lower", "ltrim", "max", "min", "nth_value",
    "ntile", "nullif", "percent_rank", "printf", "quote", "rank", "replace", "round", "row_number",
    "rtrim", "sign", "strftime", "string_agg", "substr", "substring", "sum", "time", "total",
    "trim", "typeof", "unicode", "unixepoch", "unlikely", "upper", "->", "->>",
  ]

  /// Tables of SQLite's own that only take apart what they are given.
  static let tables: Set<String> = ["json_each", "json_tree"]

  /// Whether a table is SQLite's own and tells of the connection.
  static func isSystem(_ table: String) -> Bool {
    let table = table.lowercased()
    return ["sqlite_", "pragma_", "dbstat", "fts", "rtree"].contains { table.hasPrefix($0) }
  }
}
