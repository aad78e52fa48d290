import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// Whatever makes Keyform say something to a server.
enum StatementWork {
  static func run(on server: String) throws {
    for conformance in TargetConformance.allCases {
      try conformance.run(on: TemporarySchema(on: server).target())
    }
    try manyRows(TemporarySchema(on: server))
    try olderTables(TemporarySchema(on: server))
    try heldLock(TemporarySchema(on: server))
    try lostCommit(TemporarySchema(on: server), server)
  }

  /// So many that one scan is cheaper than to look each up; and what a catalogue knows of products.
  private static func manyRows(_ schema: TemporarySchema) throws {
    let session = try schema.session()
    func inventory(_ quantity: Quantity?) -> Inventory {
      Inventory(
        keys: EntrySet(
          (1_000..<1_600).map { number in
            var key = ProductKey(name: "key-\(number)")
            key.keyKind = .gvlk
            key.publicValue = SampleKeys.secret(number)
            key.quantity = quantity
            return Entry(key, origin: .none)
          }))
    }
    try session.apply(inventory(nil))
    let order = try session.order(
      to: inventory(.unlimited),
      products: [
        ProductRow(id: "windows-11/pro", editionID: "Professional", name: "Windows 11 Pro")
      ])
    #expect(try session.target.apply(order, progress: ProgressReport()).changes == 600)
    #expect(
      try session.target.changeSet(ofPlan: String(repeating: "0", count: 64), project: "contoso")
        == nil)
  }

  /// Tables of version 1 are read as they are, and then brought up to date.
  private static func olderTables(_ schema: TemporarySchema) throws {
    try schema.session().apply(SampleInventory.full)
    for table in ["product_key", "deployment", "binding", "kms_host", "directory"] {
      try schema.execute("ALTER TABLE \(table) DROP COLUMN protected")
    }
    try schema.execute(
      "DROP INDEX product_key_by_shared", "DROP INDEX binding_by_other_project",
      "UPDATE keyform_meta SET value = '1' WHERE name = 'schema_version'")
    let session = try schema.session()
    let order = try session.order(to: SampleInventory.full)
    #expect(order.schema == .migrate(from: 1))
    _ = try session.target.apply(order, progress: ProgressReport())
    #expect(Difference.changes(from: try session.read(), to: SampleInventory.full).isEmpty)
  }

  /// Another one wants it, and somebody asks who has it.
  private static func heldLock(_ schema: TemporarySchema) throws {
    try schema.session().apply(.empty)
    let waiting = try schema.session(lockTimeout: 0)
    let order = try waiting.order(to: SampleInventory.full)
    let claim = LockClaim(project: "contoso", operatorName: "erika", planDigest: nil)
    let refusal = try schema.engine().writing(claim) { (_) throws(TargetError) -> TargetError? in
      guard case .held = try waiting.target.lockState(project: "contoso") else { return nil }
      return waiting.refusal(of: order)
    } committed: { (_, _) throws(TargetError) in
      nil
    }
    guard case .locked = refusal else {
      Issue.record("the lock was held, and nobody was refused")
      return
    }
  }

  /// The journal is asked for a commit whose answer never came.
  private static func lostCommit(_ schema: TemporarySchema, _ server: String) throws {
    let order = try schema.session().order(to: SampleInventory.full)
    let folder = String(server.split(separator: "host=").last ?? "")
    let proxy = try CuttingProxy(to: folder, cutting: .afterCommit)
    defer { proxy.close() }
    let target = try PostgresTarget.open(
      url: schema.url.split(separator: folder).joined(separator: proxy.folder), name: nil,
      lockTimeout: 20)
    #expect(try target.apply(order, progress: ProgressReport()).resolvedAfterLoss)
  }
}
