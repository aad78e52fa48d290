import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// Whatever makes Keyform say something to a server.
enum StatementWork {
  /// What a server was told.
  static let log = Result { () throws -> StatementLog in
    try run(on: LoggingServer.url()) { try TemporarySchema(on: $0) }
    return try LoggingServer.log()
  }

  static func run(
    on server: String, _ schema: (_ server: String) throws -> TemporarySchema
  ) throws {
    for conformance in TargetConformance.allCases {
      let schema = try schema(server)
      try conformance.run(on: schema.target())
    }
    try manyRows(schema(server))
    try olderTables(schema(server))
    try heldLock(schema(server))
    try withoutValues(schema(server))
    try lostCommit(schema(server), server)
  }

  /// So many that one scan is cheaper than to look each up; and what a catalogue knows of products.
  private static func manyRows(_ schema: TemporarySchema) throws {
    let session = try schema.session()
    try session.apply(inventory(title: "old"))
    let order = try session.order(
      to: inventory(title: "new"),
      products: [
        ProductRow(id: "windows-11/pro", editionID: "Professional", name: "Windows 11 Pro")
      ])
    #expect(order.changes.count == 5 * 501)
    #expect(try session.target.apply(order, progress: ProgressReport()).changes == 5 * 501)
    #expect(
      try session.target.changeSet(ofPlan: String(repeating: "0", count: 64), project: "contoso")
        == nil)
  }

  /// As many of every kind.
  private static func inventory(title: String) -> Inventory {
    func entries<Value: Managed>(_ make: (String) -> Value) -> EntrySet<Value> {
      EntrySet((1_000..<1_501).map { Entry(make("row-\($0)"), origin: .none) })
    }
    return Inventory(
      keys: entries {
        var key = ProductKey(name: $0)
        key.keyKind = .retail
        key.annotations.title = title
        return key
      },
      deployments: entries {
        var deployment = Deployment(name: $0)
        deployment.os = ProductID("windows-11/pro")
        deployment.annotations.title = title
        return deployment
      },
      bindings: entries {
        var binding = Binding(name: $0)
        binding.deployment = $0
        binding.key = KeyReference(name: $0)
        binding.annotations.title = title
        return binding
      },
      hosts: entries {
        var host = KMSHost(name: $0)
        host.fqdn = "\($0).contoso.example"
        host.annotations.title = title
        return host
      },
      directories: entries {
        var directory = Directory(name: $0)
        directory.forest = "\($0).example"
        directory.annotations.title = title
        return directory
      })
  }

  /// A host key of one project on another's host; in tables of version 1, which are read as they
  /// are, and then brought up to date.
  private static func olderTables(_ schema: TemporarySchema) throws {
    try schema.session().apply(
      SampleInventory.changing("csvlk") { $0.sharedWith = ["berlin"] })
    var host = KMSHost(name: "kms-berlin")
    host.fqdn = "kms.berlin.example"
    host.hostKeys = [KeyReference(project: "contoso", name: "csvlk")]
    let hosts = Inventory(hosts: EntrySet([Entry(host, origin: .none)]))
    let berlin = TargetSession(try schema.target(), project: "berlin")
    try berlin.apply(hosts)
    #expect(try berlin.read().inventory.count == 1)
    for statement in OlderTables.statements(1) { try schema.execute(statement) }
    #expect(try berlin.read().inventory.count == 1)
    let session = try schema.session()
    #expect(try session.target.history(project: "contoso", limit: 1).count == 1)
    #expect(try !session.target.verifyJournal(project: "contoso", expecting: nil).isAltered)
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

  /// A role that reads no values, as `schemas/roles.sql` makes one.
  private static func withoutValues(_ schema: TemporarySchema) throws {
    try schema.session().apply(SampleInventory.full)
    let role = "p_\(schema.name)"
    let grants = SQLRoles.preview.grants.map { $0.replacing(SQLRoles.preview.rawValue, with: role) }
    try schema.execute("CREATE ROLE \(role) LOGIN")
    defer { try? schema.execute("DROP OWNED BY \(role)", "DROP ROLE \(role)") }
    try schema.execute("GRANT USAGE ON SCHEMA \(schema.name) TO \(role)")
    for grant in grants { try schema.execute(grant) }
    let url = schema.url.split(separator: "postgres@").joined(separator: "\(role)@")
    let session = TargetSession(try PostgresTarget.open(url: url, name: nil, lockTimeout: 5))
    let stored = try session.read()
    #expect(stored.isPreview && stored.inventory.count == SampleInventory.full.count)
    let order = try session.order(to: SampleInventory.full)
    guard case .forbidden = session.examination(of: order) else {
      Issue.record("a preview was taken for a plan")
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
