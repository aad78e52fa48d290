import Glibc
import KeyformCore
import KeyformSQL
import KeyformSQLite
import KeyformTestSupport
import Testing

@Suite struct LockTests {
  @Test func writerKeepsWritersOut() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(.empty)
    let order = try folder.session.order(to: SampleInventory.full)
    try SQLiteTarget.engine(path: folder.database, lockTimeout: 0)
      .writing { (database) throws(TargetError) in
        guard case .locked = folder.session.refusal(of: order) else {
          Issue.record("two writers at once")
          return
        }
        #expect(throws: Never.self) { try folder.session.read() }
      }
    #expect(folder.session.refusal(of: order) == nil)
  }

  @Test func exclusiveLockKeepsReadersOut() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(.empty)
    try SQLiteTarget.engine(path: folder.database, lockTimeout: 0)
      .writing { (database) throws(TargetError) in
        // A page that no longer fits the cache is written at once, which takes the whole file.
        try database.execute("PRAGMA cache_size = 1")
        try database.execute("PRAGMA cache_spill = 1")
        try database.execute(Self.manyRows)
        do throws(TargetError) {
          _ = try folder.session.read()
          Issue.record("read while another process writes pages")
        } catch {
          guard case .locked = error else { throw error }
        }
      }
  }

  /// Rows of a writer that was killed are taken back, by whoever comes next: also by a reader.
  @Test func killedWriterIsUndone() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    let other = try TemporaryFolder()
    try SQLiteTarget.engine(path: folder.database, lockTimeout: 0)
      .writing { (database) throws(TargetError) in
        try database.execute("PRAGMA cache_size = 1")
        try database.execute("PRAGMA cache_spill = 1")
        try database.execute("UPDATE product_key SET note = 'half done'")
        try database.execute(Self.manyRows)
        // The files as a killed process leaves them.
        for suffix in ["", "-journal"] {
          copy(folder.database + suffix, to: other.database + suffix)
        }
      }
    #expect(other.names == ["keyform.sqlite", "keyform.sqlite-journal"])
    let changes = Difference.changes(from: try other.session.read(), to: SampleInventory.full)
    #expect(changes.isEmpty)
    #expect(other.names == ["keyform.sqlite"])
  }

  private static let manyRows = """
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000) \
    INSERT INTO product (id, edition_id, name) \
    SELECT 'id-' || n, NULL, 'a name that takes some room in a page' FROM number
    """

  private func copy(_ source: String, to goal: String) {
    guard let from = fopen(source, "r"), let to = fopen(goal, "w") else { return }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, from)
      if count == 0 { break }
      fwrite(buffer, 1, count, to)
    }
    fclose(from)
    fclose(to)
  }
}
