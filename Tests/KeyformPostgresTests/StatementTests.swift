import Foundation
import KeyformPostgres
import KeyformSQL
import Testing

/// Keyform stays inside the SQL that docs/guide/scale-out.md promises: what a server was told is
/// compared with it, statement by statement. `scripts/goldens` writes what is there.
@Suite struct StatementTests {
  private static let log = StatementWork.log

  private static let creation = SQLSchema.statements(.postgres).map(StatementLog.normalized)

  @Test func everyStatementIsInTheSubset() throws {
    let statements = try Self.log.get().statements
    #expect(statements.count > 50)
    for statement in statements {
      let objections = SQLSubset.objections(to: statement)
      #expect(objections.isEmpty, "\(objections.joined(separator: ", ")): \(statement)")
    }
  }

  @Test func everyStatementIsDocumented() throws {
    var document = try StatementDocument()
    let statements = try Self.log.get().statements.filter { !Self.creation.contains($0) }
    let parts = Dictionary(grouping: statements, by: SQLSubset.Part.init)
    if ProcessInfo.processInfo.environment["KEYFORM_GOLDENS"] == "record" {
      for part in SQLSubset.Part.allCases {
        document[part] = StatementDocument.block(parts[part] ?? [])
      }
      try document.write()
    }
    for part in SQLSubset.Part.allCases {
      let block = try #require(document[part], "no block for \(part)")
      let seen = Set(parts[part] ?? [])
      let written = Set(StatementDocument.statements(block))
      for statement in seen.subtracting(written).sorted() {
        Issue.record("docs/guide/scale-out.md does not have, in \(part): \(statement)")
      }
      for statement in written.subtracting(seen).sorted() {
        Issue.record("docs/guide/scale-out.md has, in \(part), what was not sent: \(statement)")
      }
      #expect(block == StatementDocument.block(parts[part] ?? []), "\(part): run scripts/goldens")
    }
  }

  /// Tables are made or brought up to date as a whole, and no other transaction touches them.
  @Test func tablesChangeInTheSchemaStepAlone() throws {
    let migration =
      SQLSchema.tables.flatMap { $0.migration(from: 1, .postgres) }
      + SQLSchema.indexes.filter { index in !SQLSchema.tables.flatMap(\.indexes).contains(index) }
      + SQLSchema.tables.flatMap { $0.deferral(.postgres) }
      + SQLSchema.views(.postgres, replacing: true)
    let steps = [Set(Self.creation), Set(migration.map(StatementLog.normalized))]
    var seen = [0, 0]
    for transaction in try Self.log.get().transactions {
      let statements = transaction.statements.filter(SQLSubset.isDDL)
      if statements.isEmpty { continue }
      let isCommitted = transaction.end == "COMMIT"
      let step = steps.firstIndex {
        isCommitted ? $0 == Set(statements) : $0.isSuperset(of: statements)
      }
      if let step {
        seen[step] += 1
      } else {
        Issue.record("no schema step: \(statements.joined(separator: "; "))")
      }
    }
    #expect(seen.allSatisfy { $0 > 0 })
  }

  @Test(arguments: [
    ("SELECT pg_advisory_xact_lock($1)", "pg_advisory_xact_lock"),
    ("LISTEN keyform", "LISTEN"),
    ("CREATE TEMP TABLE t (id BIGINT)", "TEMP"),
    ("DO $$ BEGIN END $$", "DO"),
    ("LOCK TABLE product_key", "LOCK"),
    ("SAVEPOINT a", "SAVEPOINT"),
    ("INSERT INTO label (name) VALUES ($1) RETURNING name", "RETURNING"),
    ("SELECT now()", "now"),
    ("SELECT $1::jsonb", "jsonb"),
    ("SELECT relname FROM pg_catalog.pg_locks", "pg_locks"),
  ])
  func whatIsOutsideIsRefused(_ statement: String, _ word: String) {
    let objections = SQLSubset.objections(to: statement)
    #expect(objections.contains { $0.contains("`\(word)`") }, "\(statement)")
  }
}
