import KeyformCore
import KeyformSQLiteBinding
import KeyformTestSupport
import Testing

/// Rows that break our expectations are refused by name, without their value.
@Suite struct DamageTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let statement: String
    let row: String
    let problem: String
    var testDescription: String { statement }
  }

  static let cases = [
    Case(
      statement: "UPDATE product_key SET kind = 'xyz' WHERE name = 'mak'", row: "key/mak",
      problem: "kind holds a word that is not known"),
    Case(
      statement: "UPDATE product_key SET state = 'gone' WHERE name = 'mak'", row: "key/mak",
      problem: "state holds a word that is not known"),
    Case(
      statement: "UPDATE product_key SET remaining_as_of = '2026-02-30' WHERE name = 'mak'",
      row: "key/mak", problem: "remaining_as_of holds a word that is not known"),
    Case(
      statement: "UPDATE product_key SET check_value = 'xyz' WHERE name = 'mak'",
      row: "key/mak", problem: "check_value does not have the expected form"),
    Case(
      statement: "UPDATE product_key SET value = 'FKFKF' WHERE name = 'mak'", row: "key/mak",
      problem: "value is no product key"),
    Case(
      statement: "UPDATE product_key SET quantity = 'many' WHERE name = 'mak'", row: "key/mak",
      problem: "quantity is no count"),
    Case(
      statement: "UPDATE product_key SET quantity = -1 WHERE name = 'mak'", row: "key/mak",
      problem: "quantity is below zero"),
    Case(
      statement: "UPDATE product_key SET for_activation = NULL WHERE name = 'mak'",
      row: "key/mak", problem: "half a use"),
    Case(
      statement: "UPDATE product_key SET remaining = NULL WHERE name = 'mak'", row: "key/mak",
      problem: "a day without its count"),
    Case(
      statement: "UPDATE deployment SET reimaged = 2 WHERE name = 'laptops'",
      row: "deployment/laptops", problem: "reimaged is neither 0 nor 1"),
    Case(
      statement: "UPDATE deployment SET os = 'windows-11/home' WHERE name = 'laptops'",
      row: "deployment/laptops", problem: "os differs between its two tables"),
    Case(
      statement: "UPDATE deployment_product SET role = 'game' WHERE role = 'office'",
      row: "deployment/laptops", problem: "a product has a role that is not known"),
    Case(
      statement: "INSERT INTO label VALUES ('contoso', 'key', 'nobody', 'site', 'x')",
      row: "label", problem: "`nobody` is no key"),
    Case(
      statement: "DELETE FROM keyform_meta WHERE name = 'digest_key'",
      row: "keyform_meta/digest_key", problem: "is missing or does not have the expected form"),
    Case(
      statement: "UPDATE keyform_meta SET value = 'one' WHERE name = 'schema_version'",
      row: "keyform_meta/schema_version", problem: "is missing or does not have the expected form"),
  ]

  @Test(arguments: cases) func damagedRow(_ damage: Case) throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.tamper(damage.statement)
    #expect(throws: TargetError.damaged(row: damage.row, problem: damage.problem)) {
      try folder.session.read()
    }
  }

  @Test func missingTable() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.tamper("DROP VIEW deployment_key", "DROP TABLE directory_key")
    #expect(throws: TargetError.incomplete(["directory_key", "deployment_key"])) {
      try folder.session.read()
    }
  }

  @Test func aValueThatIsNotTakenIsAnError() throws {
    let connection = try SQLiteConnection(":memory:", .memory)
    let found = try connection.prepare("SELECT ?1 UNION ALL SELECT ?1").statement
    let statement = try #require(found)
    statement.bind("a", at: 1)
    #expect(try statement.step())
    // In the middle of its rows SQLite takes none.
    statement.bind("b", at: 1)
    #expect(throws: SQLiteError.self) { try statement.step() }
    statement.bind("b", at: 1)
    #expect(try statement.step())
  }
}
