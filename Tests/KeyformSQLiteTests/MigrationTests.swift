import KeyformCore
import KeyformSQL
import KeyformTestSupport
import Testing

/// Targets of the first version are read as they are, and changed by an apply alone.
@Suite struct MigrationTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for statement in VersionOne.statements { try folder.tamper(statement) }
    return folder
  }

  /// What the target holds, wanted with one title changed.
  private func desired(_ folder: TemporaryFolder) throws -> Inventory {
    var desired = try folder.session.read().inventory
    var key = try #require(desired.keys["mak"]).value
    key.annotations.title = "new"
    desired.keys = EntrySet([Entry(key, origin: .none)])
    return desired
  }

  @Test func readingChangesNothing() throws {
    let folder = try folder()
    let bytes = folder.bytes
    #expect(
      try folder.target.inspect()
        == .ready(targetID: VersionOne.targetID, schema: .migrate(from: 1)))
    let stored = try folder.session.read().inventory
    #expect(stored.count == 5)
    #expect(stored.bindings["laptops.mak"]?.value.key.name == "mak")
    #expect(stored.keys["mak"]?.value.annotations.isProtected == false)
    #expect(try folder.target.history(project: "contoso", limit: 5).map(\.changeSet) == [1])
    #expect(folder.bytes == bytes)
  }

  @Test func applyBringsTheTablesUpToDate() throws {
    let folder = try folder()
    var desired = try desired(folder)
    var host = try #require(desired.hosts["kms"]).value
    host.annotations.isProtected = true
    desired.hosts = EntrySet([Entry(host, origin: .none)])
    let order = try folder.session.order(to: desired)
    #expect(order.schema == .migrate(from: 1))
    #expect(order.changes.map { "\($0.address)" } == ["key/mak", "host/kms"])
    _ = try folder.target.apply(order, progress: ProgressReport())

    #expect(
      try folder.target.inspect() == .ready(targetID: VersionOne.targetID, schema: .none))
    #expect(Difference.changes(from: try folder.session.read(), to: desired).isEmpty)
    #expect(try folder.query("SELECT protected FROM kms_host", columns: 1) == [["1"]])
    #expect(try folder.query("SELECT protected FROM deployment", columns: 1) == [["0"]])
    let fresh = try TemporaryFolder()
    try fresh.session.apply(.empty)
    for table in SQLSchema.tables {
      let sql = "SELECT name, type FROM pragma_table_info('\(table.name)') ORDER BY name"
      #expect(
        try folder.query(sql, columns: 2) == (try fresh.query(sql, columns: 2)), "\(table.name)")
    }
  }

  private func takeAway(since version: Int, _ folder: TemporaryFolder) throws {
    for statement in OlderTables.statements(version) { try folder.tamper(statement) }
  }

  /// The second version lacks the lookup domain of deployments besides.
  @Test func theSecondVersionIsBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    var deployment = Deployment(name: "laptops")
    deployment.os = ProductID("windows-11/pro")
    var desired = Inventory(deployments: EntrySet([Entry(deployment, origin: .none)]))
    try folder.session.apply(desired)
    try takeAway(since: 2, folder)
    #expect(Difference.changes(from: try folder.session.read(), to: desired).isEmpty)

    deployment.lookupDomain = "kms.contoso.example"
    desired.deployments = EntrySet([Entry(deployment, origin: .none)])
    let order = try folder.session.order(to: desired)
    #expect(order.schema == .migrate(from: 2))
    _ = try folder.target.apply(order, progress: ProgressReport())
    #expect(
      try folder.query("SELECT lookup_domain FROM deployment", columns: 1)
        == [["kms.contoso.example"]])
    #expect(Difference.changes(from: try folder.session.read(), to: desired).isEmpty)
  }

  /// The third version lacks what a change set keeps besides: it is read as it is, its hashes hold
  /// before and after, and the memory begins with the next apply.
  @Test func theThirdVersionIsBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try takeAway(since: 3, folder)
    let session = folder.session
    #expect(try session.read().memory == .none)
    #expect(try session.target.history(project: "contoso", limit: 1).first?.header.tree == nil)
    #expect(try !session.target.verifyJournal(project: "contoso", expecting: nil).isAltered)

    let order = try session.order(
      to: SampleInventory.changing("mak") { $0.quantity = .count(7) })
    #expect(order.schema == .migrate(from: 3) && !order.schema.isHazard)
    #expect(session.examination(of: order) == nil, "the columns are not asked for before")
    let claim = MemoryClaim(
      memory: ProjectMemory(
        repository: RepositoryIdentity(roots: ["a"], origin: nil), guards: nil),
      standard: { _ in nil })
    _ = try session.target.apply(
      ApplyOrder(
        project: order.project, changes: order.changes, schema: order.schema,
        secrets: order.secrets, products: [], changeSet: order.changeSet,
        expectedTargetID: order.expectedTargetID, claim: claim), progress: ProgressReport())
    let indexes = "SELECT name FROM sqlite_master WHERE name = 'change_set_by_undo'"
    #expect(try folder.query(indexes, columns: 1) == [["change_set_by_undo"]])
    #expect(try session.read().memory.last == claim.memory)
    #expect(try !session.target.verifyJournal(project: "contoso", expecting: nil).isAltered)
    try folder.tamper("UPDATE change_set SET memory = NULL WHERE id = 2")
    #expect(try session.read().memory == .none)
    #expect(try session.target.verifyJournal(project: "contoso", expecting: nil).isAltered)
  }

  /// A column that is not there reads as a field that nobody set.
  @Test(arguments: 1..<SQLSchema.version)
  func everyOlderVersionIsBroughtUpToDate(_ version: Int) throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try takeAway(since: version, folder)
    let missing = OlderTables.missingFields(version)
    let lost = Difference.changes(from: try folder.session.read(), to: SampleInventory.full)
      .flatMap(\.fields).map(\.name)
    #expect(Set(lost) == missing, "what tables of version \(version) do not hold")

    let desired = SampleInventory.changing("mak") { $0.quantity = .count(7) }
    let order = try folder.session.order(to: desired)
    #expect(order.schema == .migrate(from: version))
    _ = try folder.target.apply(order, progress: ProgressReport())
    #expect(Difference.changes(from: try folder.session.read(), to: desired).isEmpty)
    #expect(
      try folder.query(Self.indexes, columns: 1)
        == SQLSchema.indexes.map { "\($0.split(separator: " ")[2])" }.sorted().map { [$0] })
  }

  private static let indexes =
    "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"

  /// What a plan says that the tables gain is what they gain.
  @Test(arguments: 1..<SQLSchema.version)
  func everyNewColumnIsTold(_ version: Int) {
    let told = SchemaStep.migrate(from: version).gains.joined(separator: " ")
    for column in SQLSchema.tables.flatMap(\.columns) where column.since > version {
      #expect(told.contains(column.name), "\(column.name)")
    }
  }

  /// Somebody else wrote it: nothing is judged by it, and nothing taken for harmless.
  @Test func aMemoryOfAnotherFormIsDamage() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    let order = try folder.session.order(to: .empty)
    try folder.tamper("UPDATE change_set SET memory = '{\"roots\":1}'")
    let damage = TargetError.damaged(
      row: "change_set/1", problem: "its memory is not of the form that is kept")
    #expect(throws: damage) { try folder.session.read() }
    #expect(folder.session.refusal(of: order) == damage)
  }

  /// Nobody reviewed what would become of the tables: the plan is of another time.
  @Test func aPlanWithoutTheStepIsRefused() throws {
    let folder = try folder()
    let reviewed = try folder.session.order(to: try desired(folder))
    let bytes = folder.bytes
    let order = ApplyOrder(
      project: reviewed.project, changes: reviewed.changes, schema: .none, secrets: [:],
      products: [], changeSet: reviewed.changeSet, expectedTargetID: VersionOne.targetID)
    #expect(folder.session.refusal(of: order) == .otherTarget)
    #expect(folder.bytes == bytes)
  }

  /// A refused apply leaves the old tables: the step is part of the transaction.
  @Test func aRefusedApplyLeavesTheOldTables() throws {
    let folder = try folder()
    let order = try folder.session.order(to: try desired(folder))
    try folder.tamper("UPDATE product_key SET title = 'other'")
    guard case .stale = folder.session.refusal(of: order) else {
      Issue.record("applied to a row that somebody else has changed")
      return
    }
    #expect(
      try folder.target.inspect()
        == .ready(targetID: VersionOne.targetID, schema: .migrate(from: 1)))
    let columns = try folder.query(
      "SELECT name FROM pragma_table_info('kms_host') WHERE name = 'protected'", columns: 1)
    #expect(columns == [])
  }

  /// Two plans of one time: what the first did to the tables is no news to the second.
  @Test func aPlanOfBeforeTheStepStillHolds() throws {
    let folder = try folder()
    var other = try folder.session.read().inventory
    var host = try #require(other.hosts["kms"]).value
    host.port = 1689
    other.hosts = EntrySet([Entry(host, origin: .none)])
    let second = try folder.session.order(to: other)
    _ = try folder.session.apply(try desired(folder))
    _ = try folder.target.apply(second, progress: ProgressReport())
    #expect(try folder.session.read().inventory.hosts["kms"]?.value.port == 1689)
  }
}
