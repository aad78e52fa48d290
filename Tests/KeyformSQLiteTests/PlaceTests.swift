import KeyformCore
import KeyformSQL
import KeyformTestSupport
import Synchronization
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

  @Test func triggersAreTold() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.tamper("CREATE TRIGGER looks AFTER INSERT ON product_key BEGIN SELECT 1; END")
    let notes = Mutex<[String]>([])
    let progress = ProgressReport(note: { text in notes.withLock { $0.append(text) } })
    _ = try folder.target.read(project: "contoso", progress: progress)
    #expect(notes.withLock { $0.count } == 1)
    #expect(notes.withLock { $0.first?.contains("`product_key`") } == true)
    #expect(notes.withLock { $0.first?.contains("trigger looks") } == true)
  }
}
