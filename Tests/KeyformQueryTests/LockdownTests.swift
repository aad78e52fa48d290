import KeyformQuery
import Testing

/// What queries may not do, and what they may not use up.
@Suite struct LockdownTests {
  private let sample = QuerySample()

  @Test(arguments: [
    ("ATTACH 'other.sqlite' AS other", "ATTACH is not allowed"),
    ("DETACH main", "DETACH is not allowed"),
    ("PRAGMA user_version", "PRAGMA is not allowed"),
    ("SELECT * FROM pragma_database_list", "the table `pragma_database_list` is not allowed"),
    ("INSERT INTO product_key (name) VALUES ('x')", "writing is not allowed"),
    ("UPDATE product_key SET owner = 'x'", "writing is not allowed"),
    ("DELETE FROM binding", "writing is not allowed"),
    ("CREATE TABLE t (a)", "writing is not allowed"),
    ("CREATE TEMP TABLE t AS SELECT 1", "writing is not allowed"),
    ("DROP VIEW deployment_key", "writing is not allowed"),
    ("BEGIN", "a transaction is not allowed"),
    ("VACUUM", "it is no SELECT"),
    ("VACUUM INTO 'copy.sqlite'", "it is no SELECT"),
    ("SELECT load_extension('x')", "the function `load_extension` is not allowed"),
    ("SELECT random()", "the function `random` is not allowed"),
    ("SELECT zeroblob(1000000000)", "the function `zeroblob` is not allowed"),
    ("SELECT * FROM sqlite_master", "the table `sqlite_master` is not allowed"),
    ("SELECT count(*) FROM sqlite_master", "the table `sqlite_master` is not allowed"),
    ("SELECT 1 FROM pragma_table_list", "the table `pragma_table_list` is not allowed"),
    ("SELECT sqlite_version()", "the function `sqlite_version` is not allowed"),
    ("REPLACE INTO label VALUES (1)", "writing is not allowed"),
  ])
  func refuses(_ sql: String, _ summary: String) {
    let problem = sample.problem(sql)
    #expect(problem?.kind == .refused, "\(sql): \(problem.debugDescription)")
    #expect(problem?.summary == summary)
  }

  @Test(arguments: [
    ("SELECT nam FROM product_key", "there is no column `nam`; did you mean `name`?", 7),
    ("SELECT k.ownr FROM product_key k", "there is no column `k.ownr`; did you mean `owner`?", 7),
    (
      "SELECT 1 FROM product_keys", "there is no table `product_keys`; did you mean `product_key`?",
      14
    ),
    ("SELECT sbstr(name, 1) FROM label", "there is no function `sbstr`; did you mean `substr`?", 7),
    ("SELECT FROM label", "near \"FROM\": syntax error", 7),
    ("SELECT name FROM label WHERE", "incomplete input", 28),
    ("SELECT \"text\"", "there is no column `text`", 7),
  ])
  func placesMistakes(_ sql: String, _ summary: String, _ offset: Int) {
    let problem = sample.problem(sql)
    #expect(problem?.kind == .syntax)
    #expect(problem?.summary == summary)
    #expect(problem?.offset == offset)
  }

  @Test func oneQueryAlone() {
    #expect(sample.problem("")?.kind == .statements)
    #expect(sample.problem("-- nothing\n")?.kind == .statements)
    #expect(sample.problem("SELECT 1; SELECT 2")?.kind == .statements)
    #expect(sample.problem("SELECT 1; SELECT 2")?.offset == 10)
    #expect(sample.problem("SELECT 1; DROP TABLE product_key")?.kind == .statements)
    #expect(sample.problem("SELECT 1; -- and that is all\n") == nil)
  }

  @Test func recursionIsStopped() {
    let endless =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    let problem = sample.problem(
      endless, QueryLimits(seconds: 1, memory: 256 << 20, rows: 10, result: 1 << 20))
    #expect(problem?.kind == .time)
    #expect(problem?.summary == "it was stopped after 1 second")
  }

  @Test func memoryIsBounded() {
    let sorting = """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) \
      SELECT i, format('%0150d', i) AS text FROM n ORDER BY text DESC
      """
    let problem = sample.problem(
      sorting, QueryLimits(seconds: 60, memory: 64 << 20, rows: 10, result: 1 << 20))
    #expect(problem?.kind == .memory)
    let long = "SELECT replace(format('%090000d', 1), '0', '000')"
    #expect(sample.problem(long)?.kind == .memory)
  }

  @Test func rowsAreBounded() {
    let many = """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) \
      SELECT i FROM n
      """
    let problem = sample.problem(many)
    #expect(problem?.kind == .rows)
    #expect(problem?.summary == "it returns more than 10000 rows")
  }

  @Test func longSQLIsRefused() {
    #expect(sample.problem("SELECT '\(String(repeating: "x", count: 100_000))'")?.kind == .refused)
    let deep =
      "SELECT " + String(repeating: "(1+", count: 300) + "1" + String(repeating: ")", count: 300)
    #expect(sample.problem(deep) != nil)
  }

  /// One call each that compared every place of a text with every one of another.
  @Test(arguments: [
    ("SELECT length(ltrim(format('%.190000c','0'), format('%.20000c','a') || '0'))", "0"),
    ("SELECT length(trim(format('%.190000c','0') || 'x', format('%.20000c','a') || '0'))", "1"),
    ("SELECT instr(format('%.190000c','0'), format('%.95000c','0') || '1')", "0"),
    (
      "SELECT length(replace(format('%.190000c','0'), format('%.95000c','0') || '1', ''))", "190000"
    ),
  ])
  func oneCallIsShort(_ sql: String, _ result: String) throws {
    let limits = QueryLimits(seconds: 1, memory: 64 << 20, rows: 10, result: 1 << 20)
    #expect(try sample.rows(sql, limits) == [result])
  }

  /// The machine looks at the clock between rows alone: here all is one row.
  @Test func manyCallsAreStopped() {
    let calls = Array(
      repeating: "(t LIKE '%' || p || '%') + (t GLOB '*' || p || '*')", count: 40
    ).joined(separator: " + ")
    let columns = Array(repeating: calls, count: 20).joined(separator: ", ")
    let sql = """
      SELECT \(columns) FROM (SELECT format('%.199000c','0') AS t, format('%.190c','0') || '1' AS p)
      """
    let problem = sample.problem(
      sql, QueryLimits(seconds: 1, memory: 64 << 20, rows: 10, result: 1 << 20))
    #expect(problem?.kind == .time)
  }
}
