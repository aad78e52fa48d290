import Foundation
import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// What a server writes to its log of an apply, by a role that may set nothing of it: at PostgreSQL's
/// own settings, and where every statement is written down with its parameters.
@Suite(.serialized) struct ServerLogTests {
  enum Settings: String, CaseIterable {
    case ownDefaults, everyStatement

    var values: [String] {
      switch self {
      case .ownDefaults: []
      case .everyStatement:
        [
          "log_min_duration_statement=0", "log_statement=all",
          "log_parameter_max_length_on_error=-1",
          "session_preload_libraries=auto_explain", "auto_explain.log_min_duration=0",
          "auto_explain.log_verbose=on", "auto_explain.log_analyze=on",
        ]
      }
    }
  }

  private static let servers = Dictionary(
    uniqueKeysWithValues: Settings.allCases.map { settings in
      (settings, Result { try PostgresServer.start(settings.values) })
    })

  private static func server(_ settings: Settings) throws -> String {
    try #require(servers[settings]).get()
  }

  private static func log(_ settings: Settings) throws -> String {
    let folder = try server(settings).split(separator: "host=").last ?? ""
    return try String(contentsOfFile: "\(folder)/log", encoding: .utf8)
  }

  /// Somebody who may write in the schema, and set nothing that is not everybody's.
  private static func writer(_ schema: TemporarySchema) throws -> TargetSession {
    let role = "w_\(schema.name)"
    try schema.execute(
      "CREATE ROLE \(role) LOGIN", "GRANT CREATE, USAGE ON SCHEMA \(schema.name) TO \(role)")
    let url = schema.url.split(separator: "postgres@").joined(separator: "\(role)@")
    return TargetSession(try PostgresTarget.open(url: url, name: nil, lockTimeout: 5))
  }

  /// Somebody who may set everything, and trusts the tables of that writer.
  private static func superuser(_ schema: TemporarySchema) throws -> TargetSession {
    let url = schema.url + "%20-ckeyform.owner%3Dw_\(schema.name)"
    return TargetSession(try PostgresTarget.open(url: url, name: nil, lockTimeout: 5))
  }

  private static func text(_ key: KeyMaterial) -> String {
    key.withCanonicalBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Its two secrets have numbers of their own, so that no test finds another one's.
  private struct Wanted {
    let keys: [KeyMaterial]
    let inventory: Inventory
    var secrets: [String: KeyMaterial] { ["mak": keys[0], "csvlk": keys[1]] }

    init(_ number: Int) {
      let keys = [SampleKeys.secret(number), SampleKeys.secret(number + 1)]
      self.keys = keys
      var inventory = SampleInventory.full
      inventory.keys = EntrySet(
        inventory.keys.entries.map { entry in
          guard let place = ["mak", "csvlk"].firstIndex(of: entry.name) else { return entry }
          var key = entry.value
          key.tail = keys[place].tail
          key.check = KeyCheck(of: keys[place])
          return entry.with(key)
        })
      self.inventory = inventory
    }
  }

  private static func order(
    to wanted: Wanted, _ session: TargetSession
  ) throws -> ApplyOrder { try session.order(to: wanted.inventory, secrets: wanted.secrets) }

  private func checkLog(_ settings: Settings, without wanted: Wanted...) throws {
    let log = try Self.log(settings)
    for key in wanted.flatMap(\.keys) { #expect(!log.contains(Self.text(key))) }
  }

  /// A first apply, an update beside the value, a rotation: what a day brings.
  @Test(arguments: Settings.allCases) func nothingIsLeftOfAnApply(_ settings: Settings) throws {
    let schema = try TemporarySchema(on: Self.server(settings))
    let session = try Self.writer(schema)
    let (first, next) = (Wanted(100), Wanted(110))
    try session.apply(first.inventory, secrets: first.secrets)
    var noted = first.inventory
    noted.keys = EntrySet(
      noted.keys.entries.map { entry in
        var key = entry.value
        key.annotations.note = "counted"
        return entry.with(key)
      })
    try session.apply(noted, secrets: [:])
    try session.apply(next.inventory, secrets: next.secrets)
    #expect(Set(try session.read().materials.compactMap { $0 }).isSuperset(of: next.keys))
    try checkLog(settings, without: first, next)
    if settings == .everyStatement {
      #expect(try Self.log(settings).contains("COPY product_key"), "the log says what was done")
    }
  }

  /// Constraints that others have added refuse a row: it has no value then.
  @Test(arguments: Settings.allCases, ["CHECK (agreement IS NULL)", "UNIQUE (quantity_unlimited)"])
  func nothingIsLeftOfARefusedRow(_ settings: Settings, _ constraint: String) throws {
    let schema = try TemporarySchema(on: Self.server(settings))
    let session = try Self.writer(schema)
    try session.apply(.empty)
    try schema.execute("ALTER TABLE product_key ADD CONSTRAINT other \(constraint)")
    let wanted = Wanted(120)
    guard case .refused = session.refusal(of: try Self.order(to: wanted, session)) else {
      Issue.record("the row was taken")
      return
    }
    #expect(try Self.log(settings).contains("constraint \"other\""))
    try checkLog(settings, without: wanted)
  }

  /// What is written after the keys fails.
  @Test(arguments: Settings.allCases)
  func nothingIsLeftOfAFailedApply(_ settings: Settings) throws {
    let schema = try TemporarySchema(on: Self.server(settings))
    let session = try Self.writer(schema)
    try session.apply(.empty)
    try schema.execute(
      """
      CREATE FUNCTION ends() RETURNS trigger LANGUAGE plpgsql \
      AS 'BEGIN RAISE query_canceled; END'
      """, "CREATE TRIGGER ends BEFORE INSERT ON label FOR EACH ROW EXECUTE FUNCTION ends()")
    let wanted = Wanted(130)
    #expect(session.refusal(of: try Self.order(to: wanted, session)) != nil)
    try checkLog(settings, without: wanted)
  }

  /// What is left, as SECURITY.md has it: a constraint of others on the value itself shows the row that
  /// it refuses.
  @Test func aConstraintOnTheValueShowsIt() throws {
    let schema = try TemporarySchema(on: Self.server(.ownDefaults))
    let session = try Self.writer(schema)
    try session.apply(.empty)
    try schema.execute(
      "ALTER TABLE product_key ADD CONSTRAINT other CHECK (value NOT LIKE 'FKFKF-%')")
    let wanted = Wanted(140)
    #expect(session.refusal(of: try Self.order(to: wanted, session)) != nil)
    let log = try Self.log(.ownDefaults)
    #expect(wanted.keys.contains { log.contains(Self.text($0)) })
    // Who may set it keeps it out of the log.
    let (owner, other) = (try Self.superuser(schema), Wanted(150))
    #expect(owner.refusal(of: try Self.order(to: other, owner)) != nil)
    try checkLog(.ownDefaults, without: other)
  }

  /// And where others have anything on the table, values are parameters of a statement, which a server
  /// that writes these down shows unless the role may forbid it.
  @Test func aTableWithOthersThingsTakesParameters() throws {
    let schema = try TemporarySchema(on: Self.server(.everyStatement))
    let session = try Self.writer(schema)
    try session.apply(.empty)
    try schema.execute("CREATE INDEX other ON product_key (owner)")
    let wanted = Wanted(160)
    try session.apply(wanted.inventory, secrets: wanted.secrets)
    #expect(Set(try session.read().materials.compactMap { $0 }).isSuperset(of: wanted.keys))
    let log = try Self.log(.everyStatement)
    #expect(wanted.keys.contains { log.contains(Self.text($0)) })
    let (owner, other) = (try Self.superuser(schema), Wanted(170))
    try owner.apply(other.inventory, secrets: other.secrets)
    try checkLog(.everyStatement, without: other)
  }
}
