import Glibc
import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// An apply that plans itself reads the rows that its plan touches, however many there are beside
/// them. A saved plan is judged by all rows of the project.
@Suite struct TouchedReadTests {
  private static let others = 3_000
  private static let application = "keyform-touched-\(getpid())"

  @Test func restIsNotRead() throws {
    let schema = try TemporarySchema()
    let order = try Self.order(in: schema)
    #expect(order.changes.count == 2)
    let start = try Self.counts(schema)
    #expect(start.read > Self.others, "a plan reads them all")
    _ = try Self.session(schema).target.apply(order, progress: ProgressReport())
    let end = try Self.counts(schema)
    #expect(end.updated - start.updated == 2)
    #expect(end.read - start.read < 100, "of \(Self.others) rows")
  }

  private static func order(in schema: TemporarySchema) throws -> ApplyOrder {
    try session(schema).apply(inventory(machines: 1))
    return try session(schema).order(to: inventory(machines: 2))
  }

  private static func session(_ schema: TemporarySchema) throws -> TargetSession {
    TargetSession(
      try PostgresTarget.open(
        url: schema.url + "&application_name=\(application)", name: nil, lockTimeout: 5))
  }

  /// Rows of entries that any statement has fetched, and deployments that it has changed. The
  /// server counts what a connection did when it ends.
  private static func counts(_ schema: TemporarySchema) throws -> (read: Int, updated: Int) {
    let open = "SELECT 1 FROM pg_stat_activity WHERE application_name = '\(application)'"
    var tries = 0
    while try !schema.query(open, columns: 1).isEmpty, tries < 5_000 { tries += 1 }
    let rows = try schema.query(
      """
      SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::text, \
      sum(CASE WHEN relname = 'deployment' THEN n_tup_upd ELSE 0 END)::text \
      FROM pg_stat_user_tables WHERE schemaname = current_schema() AND relname IN \
      ('deployment', 'deployment_product', 'deployment_architecture', 'label', 'change_item')
      """, columns: 2)
    let numbers = try #require(rows.first).map { Int($0 ?? "") ?? 0 }
    return (numbers[0], numbers[1])
  }

  private static func inventory(machines: Int) -> Inventory {
    let deployments = (0..<others).map { number in
      var deployment = Deployment(name: "deployment-\(10_000 + number)")
      deployment.os = ProductID("windows-11/enterprise")
      deployment.release = "25H2"
      deployment.machines = number == 7 || number == 1_500 ? machines : 5
      return Entry(deployment, origin: .none)
    }
    return Inventory(deployments: EntrySet(deployments))
  }
}
