import Glibc
import KeyformCore
import KeyformSQL
import KeyformSQLite
import KeyformTestSupport
import Testing

/// What may be wrong with the file itself, and what is never left behind.
@Suite struct FileTests {
  @Test func lookingMakesNoFile() throws {
    let folder = try TemporaryFolder()
    #expect(try folder.target.inspect() == .empty)
    #expect(try folder.session.read().inventory.count == 0)
    #expect(folder.names.isEmpty)
  }

  @Test func fileWithoutContentIsEmpty() throws {
    let folder = try TemporaryFolder()
    try folder.write([], mode: 0o644)
    #expect(try folder.target.inspect() == .empty)
    try folder.session.apply(SampleInventory.full)
    #expect(folder.mode == 0o600, "values were written to it")
  }

  @Test(arguments: [0o000, 0o077] as [mode_t])
  func newFileIsPrivate(whateverTheMask mask: mode_t) throws {
    let folder = try TemporaryFolder()
    let before = umask(mask)
    defer { umask(before) }
    try folder.session.apply(SampleInventory.full)
    #expect(folder.mode == 0o600)
    #expect(folder.names == ["keyform.sqlite"])
  }

  @Test func journalIsPrivate() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try SQLiteTarget.engine(path: folder.database, lockTimeout: 0)
      .writing { (database) throws(TargetError) in
        try database.execute("UPDATE product_key SET note = 'x'")
        var status = stat()
        #expect(stat(folder.database + "-journal", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
      }
  }

  @Test func noDatabase() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(repeating: UInt8(ascii: "x"), count: 5_000))
    let before = folder.bytes
    #expect(throws: TargetError.notADatabase) { try folder.target.inspect() }
    #expect(throws: TargetError.notADatabase) { try folder.session.read() }
    let order = try TargetSession(try TemporaryFolder().target).order(to: SampleInventory.full)
    #expect(folder.session.refusal(of: order) == .notADatabase)
    #expect(folder.bytes == before)
  }

  @Test func directoryInPlaceOfFile() throws {
    let folder = try TemporaryFolder()
    let target = SQLiteTarget.open(path: folder.path, name: nil, url: "sqlite:x", lockTimeout: 0)
    #expect(throws: TargetError.unreachable("Is a directory")) { try target.inspect() }
  }

  @Test func folderThatIsNotThere() throws {
    let folder = try TemporaryFolder()
    let target = SQLiteTarget.open(
      path: "\(folder.path)/none/x.sqlite", name: nil, url: "sqlite:x", lockTimeout: 0)
    let session = TargetSession(target)
    #expect(try target.inspect() == .empty)
    let order = try session.order(to: SampleInventory.full)
    #expect(session.refusal(of: order) == .unreachable("No such file or directory"))
  }

  @Test func foreignTables() throws {
    let folder = try TemporaryFolder()
    try folder.tamper("CREATE TABLE invoice (id INTEGER)", "CREATE TABLE customer (id INTEGER)")
    #expect(throws: TargetError.foreign("customer, invoice")) { try folder.target.inspect() }
    #expect(throws: TargetError.foreign("customer, invoice")) { try folder.session.read() }
  }

  @Test func newerSchema() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(.empty)
    try folder.tamper("UPDATE keyform_meta SET value = '7' WHERE name = 'schema_version'")
    #expect(throws: TargetError.newerSchema(found: 7, known: 3)) { try folder.target.inspect() }
  }

  @Test func damagedPages() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    let whole = try #require(folder.bytes)
    try folder.write(whole.prefix(4_096) + whole.dropFirst(4_096).map { _ in 0xFF })
    do throws(TargetError) {
      _ = try folder.session.read()
      Issue.record("read from damaged pages")
    } catch {
      guard case .failed(let problem) = error else { throw error }
      #expect(problem.hasPrefix("the file is damaged"))
    }
  }

  @Test func unreadableFile() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(.empty)
    chmod(folder.database, 0o000)
    let condition = try WithoutRights.run { Result { try folder.target.inspect() } }
    #expect(throws: TargetError.unreachable("Permission denied")) { try condition.get() }
  }

  @Test func readOnlyFile() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(.empty)
    let order = try folder.session.order(to: SampleInventory.full)
    let before = folder.bytes
    chmod(folder.database, 0o444)
    chmod(folder.path, 0o555)
    let refusal = try WithoutRights.run { folder.session.refusal(of: order) }
    chmod(folder.path, 0o755)
    guard case .readOnly = refusal else {
      Issue.record("expected a refusal for want of rights, not \(String(describing: refusal))")
      return
    }
    #expect(folder.bytes == before)
  }

  @Test func fullDisk() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    let before = folder.bytes
    #expect(throws: TargetError.full) {
      try SQLiteTarget.engine(path: folder.database, lockTimeout: 0)
        .writing { (database) throws(TargetError) in
          try database.execute("PRAGMA max_page_count = 1")
          let insert = try database.prepare(
            "INSERT INTO product (id, edition_id, name) VALUES ($1, $2, $3)")
          for number in 0..<10_000 {
            insert.bind("id-\(number)", at: 1)
            insert.bind(String?.none, at: 2)
            insert.bind("name", at: 3)
            try insert.run()
          }
        }
    }
    #expect(folder.bytes == before)
  }
}
