import KeyformCore
import KeyformSQL
import KeyformSQLiteBinding
import KeyformTestSupport
import Testing

@Suite struct SchemaTests {
  /// What `apply` makes is what the script says.
  @Test func scriptMakesTheSameTables() throws {
    let applied = try TemporaryFolder()
    try applied.session.apply(.empty)
    let scripted = try TemporaryFolder()
    for statement in SQLSchema.statements(.sqlite) { try scripted.tamper(statement) }
    let sql = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    let tables = try applied.query(sql, columns: 3)
    #expect(tables.count == SQLSchema.statements(.sqlite).count)
    #expect(tables == (try scripted.query(sql, columns: 3)))
  }

  @Test func projectIsFirstInEveryKeyAndReference() {
    let withoutProject = ["keyform_meta", "product"]
    for table in SQLSchema.tables where !withoutProject.contains(table.name) {
      #expect(table.columns.first?.name == "project", "\(table.name)")
      #expect(table.keyLength > 1, "\(table.name)")
    }
  }

  /// The contract promised a few names before they were looked up in every engine's list.
  @Test func namesAreNotReserved() {
    let promised: Set = ["release", "before"]
    let names = SQLSchema.tables.flatMap { [$0.name] + $0.columns.map(\.name) }
    let reserved = Set(names).intersection(Self.reserved).subtracting(promised)
    #expect(reserved.sorted() == [])
  }

  /// Words of T-SQL and MySQL that a column might well be called.
  private static let reserved: Set = [
    "add", "all", "alter", "and", "any", "as", "asc", "authorization", "backup",
    "before", "begin", "between", "both", "browse", "bulk", "by", "call", "cascade", "case",
    "change", "char", "character", "check", "checkpoint", "close", "collate", "column",
    "condition", "constraint", "contains", "continue", "convert", "create", "cross", "cube",
    "current", "cursor", "database", "deallocate", "declare", "default", "delete", "deny",
    "desc", "describe", "disk", "distinct", "distributed", "double", "drop", "dump", "each",
    "else", "empty", "end", "except", "exec", "execute", "exists", "exit", "explain",
    "external", "false", "fetch", "file", "for", "foreign", "from", "function", "generated",
    "goto", "grant", "group", "groups", "having", "identity", "if", "ignore", "in", "index",
    "inner", "insert", "int", "integer", "interval", "into", "is", "join", "key", "keys", "kill",
    "lag", "last_value", "lateral", "lead", "leading", "leave", "left", "like", "limit", "lines",
    "load", "lock", "long", "loop", "match", "merge", "mod", "national", "natural", "not",
    "null", "numeric", "of", "off", "offsets", "on", "open", "option", "or", "order", "out",
    "outer", "over", "partition", "percent", "pivot", "plan", "precision", "primary", "print",
    "proc", "procedure", "public", "purge", "range", "rank", "read", "reads", "recursive",
    "references", "release", "rename", "repeat", "replace", "require", "restore", "restrict",
    "return", "revoke", "right", "row", "rows", "rule", "save", "schema", "select", "set",
    "show", "signal", "some", "statistics", "system", "table", "then", "to", "top", "trailing",
    "tran", "transaction", "trigger", "true", "truncate", "union", "unique", "unlock", "update",
    "usage", "use", "user", "using", "values", "view", "virtual", "waitfor", "when", "where",
    "while", "window", "with", "within", "write", "zone",
  ]

  @Test func rolesReadWhatTheyNeed() {
    #expect(SQLRoles.rollout.grants == ["GRANT SELECT ON deployment_key TO keyform_rollout"])
    #expect(!SQLRoles.auditor.grants.joined().contains("product_key"))
    #expect(!SQLRoles.auditor.grants.joined().contains("deployment_key "))
    #expect(SQLRoles.writer.grants.count { $0.hasPrefix("GRANT") } == SQLSchema.tables.count)
    #expect(SQLRoles.writer.grants.contains("GRANT SELECT, INSERT ON change_set TO keyform_writer"))
    #expect(!SQLRoles.writer.grants.contains { $0.contains("DELETE ON change_") })
    #expect(!SQLRoles.preview.grants.joined().contains("SELECT ON product_key TO"))
    #expect(!SQLRoles.preview.grants.joined().contains("ON keyform_meta"))
    #expect(!SQLRoles.writer.grants.contains { $0.contains("UPDATE, DELETE ON change_item") })
  }

  @Test func dialectDecidesTypeAndOptions() {
    let server = SQLDialect(
      textType: #"TEXT COLLATE "C""#, tableOptions: "", tableNames: "SELECT 1",
      structure: "SELECT 1", lists: SQLDialect.sqlite.lists)
    let table = SQLSchema.tables.first?.create(server)
    #expect(
      table == """
        CREATE TABLE keyform_meta (
          name TEXT COLLATE "C" NOT NULL,
          value TEXT COLLATE "C" NOT NULL,
          PRIMARY KEY (name)
        )
        """)
  }
}
