import KeyformCore
import KeyformSQL
import KeyformTestSupport
import Testing

/// What takes the place of Keyform's tables and views is noticed before a row of it is believed.
@Suite struct PlaceTests {
  private static func refusal(_ statements: String...) throws -> TargetError? {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    let order = try folder.session.order(to: .empty)
    for statement in statements { try folder.tamper(statement) }
    let written = folder.session.refusal(of: order)
    do throws(TargetError) {
      _ = try folder.session.read()
      return nil
    } catch {
      #expect(written == error)
      return error
    }
  }

  @Test func aViewInPlaceOfATableIsRefused() throws {
    let error = try Self.refusal(
      "ALTER TABLE label RENAME TO other", "CREATE VIEW label AS SELECT * FROM other",
      """
      CREATE TRIGGER takes INSTEAD OF INSERT ON label BEGIN INSERT INTO other SELECT \
      NEW.project, NEW.entity, NEW.name, NEW.label, NEW.value; END
      """)
    #expect(error == .replaced("`label` is no table"))
  }

  @Test func aReplacedViewIsRefused() throws {
    let error = try Self.refusal(
      "DROP VIEW deployment_key_masked",
      "CREATE VIEW deployment_key_masked AS SELECT * FROM deployment_key")
    #expect(error == .replaced("view `deployment_key_masked` is not the one that Keyform makes"))
  }

  /// It sees every value and may change rows that nobody reads back; SQLite keeps the table's name as it
  /// was written.
  @Test(arguments: [
    ("product_key", "AFTER INSERT ON product_key"),
    ("deployment", "AFTER UPDATE ON Deployment"),
    ("change_item", "BEFORE INSERT ON CHANGE_ITEM"),
    ("deployment_key", "INSTEAD OF UPDATE ON Deployment_Key"),
  ])
  func aTriggerIsRefused(_ table: String, _ event: String) throws {
    let error = try Self.refusal(
      "CREATE TRIGGER looks \(event) BEGIN UPDATE product_key SET note = 'x'; END")
    guard case .misplaced(let problem, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem == "`\(table)` has what is not Keyform's (trigger looks)")
  }

  /// The rows of another table go with ours, and its trigger runs in the apply.
  @Test func aTriggerThatFollowsOurRowsIsRefused() throws {
    let error = try Self.refusal(
      """
      CREATE TABLE own (project TEXT, name TEXT, \
      FOREIGN KEY (project, name) REFERENCES Deployment (project, name) ON DELETE CASCADE)
      """,
      "CREATE TRIGGER takes AFTER DELETE ON own BEGIN UPDATE product_key SET note = 'x'; END")
    guard case .misplaced(let problem, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem == "`own` has what is not Keyform's (trigger takes)")
  }

  /// What does not run in an apply is its owner's business.
  @Test func triggersOfOtherTablesAreLeftAlone() throws {
    let error = try Self.refusal(
      "CREATE TABLE own (name TEXT)",
      "CREATE TRIGGER counts AFTER INSERT ON own BEGIN SELECT 1; END")
    #expect(error == nil)
  }
}
