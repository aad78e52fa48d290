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

  /// Keys of an older apply may be in all of them.
  @Test func aFileThatOthersMayReadIsMadePrivate() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    let journal = folder.database + "-journal"
    for path in [folder.database, journal] {
      close(open(path, O_RDWR | O_CREAT, 0o644))
      chmod(path, 0o644)
    }
    _ = try folder.session.read()
    #expect(folder.mode == 0o644, "reading changes nothing")
    try SQLiteTarget.engine(path: folder.database, lockTimeout: 0)
      .writing { (database) throws(TargetError) in
        try database.execute("UPDATE product_key SET note = 'x'")
        var status = stat()
        #expect(stat(journal, &status) == 0 && status.st_mode & 0o777 == 0o600)
      }
    #expect(folder.mode == 0o600)
  }

  /// Its owner alone can change that, and values would be written to it.
  @Test func aFileThatCannotBeMadePrivateIsRefused() throws {
    // Only root can be somebody else than the owner of what it made.
    guard geteuid() == 0 else { return }
    let folder = try TemporaryFolder()
    try folder.session.apply(.empty)
    let order = try folder.session.order(to: SampleInventory.full)
    chmod(folder.database, 0o666)
    chmod(folder.path, 0o777)
    let before = folder.bytes
    let refusal = try WithoutRights.run { folder.session.refusal(of: order) }
    #expect(
      refusal
        == .exposed("its mode is 0666, and it cannot be made 0600: Operation not permitted"))
    #expect(folder.bytes == before)
  }

  /// An owner reads what its mode says or not; and SQLite takes pages over from a journal.
  @Test(arguments: ["", "-journal"], [true, false])
  func aFileOfAnotherUserIsRefused(_ suffix: String, _ hasTables: Bool) throws {
    // Only root can give a file away.
    guard geteuid() == 0 else { return }
    let folder = try TemporaryFolder()
    if hasTables { try folder.session.apply(.empty) }
    let order = try folder.session.order(to: SampleInventory.full)
    let path = folder.database + suffix
    close(open(path, O_RDWR | O_CREAT, 0o666))
    chown(path, 65_534, 65_534)
    chmod(path, 0o666)
    let (before, names) = (folder.bytes, folder.names)
    guard case .misplaced(let problem, let advice) = folder.session.refusal(of: order) else {
      Issue.record("it was written")
      return
    }
    #expect(problem.contains("belongs to another user (uid 65534)") && advice.contains("chown 0"))
    #expect(problem.contains("-journal") == !suffix.isEmpty)
    #expect(folder.bytes == before && folder.names == names)
  }

  @Test func theModeOfAnotherProgramsDatabaseIsItsOwn() throws {
    let folder = try TemporaryFolder()
    try folder.tamper("CREATE TABLE invoice (id INTEGER)")
    chmod(folder.database, 0o644)
    let other = try TemporaryFolder()
    let order = try other.session.order(to: .empty)
    #expect(folder.session.refusal(of: order) == .foreign("invoice"))
    #expect(folder.mode == 0o644)
  }

  /// What the library was built with decides nothing.
  @Test func connectionsAreCareful() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(.empty)
    let engine = SQLiteTarget.engine(path: folder.database, lockTimeout: 0)
    func setting(_ name: String, _ database: any SQLDatabase) throws(TargetError) -> Int? {
      let rows = try database.rows("PRAGMA \(name)", [])
      return try rows.next() ? rows.integer(0) : nil
    }
    try engine.writing { (database) throws(TargetError) in
      #expect(try setting("secure_delete", database) == 1)
      #expect(try setting("synchronous", database) == 3)
      #expect(try setting("trusted_schema", database) == 0)
      #expect(try setting("cell_size_check", database) == 1)
    }
    _ = try engine.reading { (database) throws(TargetError) in
      #expect(try setting("trusted_schema", database) == 0)
      #expect(try setting("cell_size_check", database) == 1)
    }
  }

  /// The value of a key that was deleted is nowhere in the file.
  @Test func deletedValuesAreGone() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    let value = Array(SampleInventory.secret.reveal().utf8)
    func isThere() -> Bool { folder.bytes?.firstRange(of: value) != nil }
    #expect(isThere())
    try folder.session.apply(.empty)
    #expect(!isThere())
  }

  @Test func noDatabase() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(repeating: UInt8(ascii: "x"), count: 5_000))
    let before = folder.bytes
    #expect(throws: TargetError.notADatabase) { try folder.target.inspect() }
    #expect(throws: TargetError.notADatabase) { try folder.session.read() }
    let other = try TemporaryFolder()
    let order = try other.session.order(to: SampleInventory.full)
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
    let refusal = TargetError.unreachable("there is no folder \(folder.path)/none")
    #expect(throws: refusal) { try target.inspect() }
    #expect(throws: refusal) { try session.read() }
    let order = try folder.session.order(to: SampleInventory.full)
    #expect(session.refusal(of: order) == refusal)
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
    try folder.tamper("UPDATE keyform_meta SET value = '99' WHERE name = 'schema_version'")
    #expect(throws: TargetError.newerSchema(found: 99, known: SQLSchema.version)) {
      try folder.target.inspect()
    }
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
