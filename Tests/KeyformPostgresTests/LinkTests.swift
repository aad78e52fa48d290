import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// What a user sees of the way to the server.
@Suite struct LinkTests {
  @Test(arguments: [
    (
      "postgresql://keyform@db.contoso.example/deployment",
      "postgresql://db.contoso.example/deployment"
    ),
    ("postgres://u:hush@h:5433/d?sslmode=require", "postgresql://h:5433/d?sslmode=require"),
    (
      "postgresql://u:hush@a:1,b:2/d?target_session_attrs=read-write",
      "postgresql://a:1,b:2/d?target_session_attrs=read-write"
    ),
    ("postgresql:///d?host=/run/pg&user=u&password=hush", "postgresql:///d?host=/run/pg"),
    ("postgresql://[::1]:5432/d?passfile=/etc/hush", "postgresql://[::1]:5432/d"),
    ("postgresql://h/d?sslpassword=hush&sslkey=hush", "postgresql://h/d"),
    (
      "postgresql://h/a%20b?options=-csearch_path%3Dx",
      "postgresql://h/a%20b?options=-csearch_path%3Dx"
    ),
    ("postgresql://?service=prod", "postgresql:///?service=prod"),
    ("postgresql://", "postgresql:///"),
  ])
  func shownWithoutUserAndPassword(_ url: String, _ shown: String) throws {
    let scheme = PostgresScheme()
    #expect(try scheme.database(url, root: ".").shownURL == shown)
    #expect(
      try scheme.database(shown, root: ".").shownURL == shown, "it leads to the same place")
  }

  /// What may be typed again leads to the same place as the same user, and holds no password.
  @Test(arguments: [
    ("postgres://u:hush@h:5433/d?sslmode=require", "postgresql://u@h:5433/d?sslmode=require", true),
    ("postgresql:///d?host=/run/pg&user=u&password=hush", "postgresql://u@/d?host=/run/pg", true),
    ("postgresql://h/d?sslpassword=hush&sslkey=/k", "postgresql://h/d?sslkey=/k", true),
    ("postgresql://a%40b@h/d", "postgresql://a%40b@h/d", false),
    ("postgresql://u@a:1,b:2/d?passfile=/p", "postgresql://u@a:1,b:2/d?passfile=/p", false),
  ])
  func typedWithUserAndWithoutPassword(_ url: String, _ typed: String, _ had: Bool) throws {
    let found = try #require(PostgresScheme().retyped(url))
    #expect(found.url == typed && found.hadPassword == had, "\(found)")
    let again = try #require(PostgresScheme().retyped(typed))
    #expect(again.url == typed && !again.hadPassword, "it leads to the same place")
  }

  /// Characters that were not encoded would end up in messages of libpq.
  @Test(arguments: [
    "postgresql://u:hu@sh@host/d", "postgresql://u:hu/sh@host/d",
    "postgresql://u:hush@host/d?nothing=hush", "postgresql://u:%zzhush@host/d",
  ])
  func malformedURLIsNotRepeated(_ url: String) {
    do throws(TargetURLError) {
      _ = try PostgresScheme().database(url, root: ".")
      Issue.record("taken for a URL")
    } catch {
      let text = String(reflecting: error)
      #expect(!text.contains("hush") && !text.contains("hu"), "\(text)")
    }
  }

  @Test func failedConnectionTellsNoPassword() throws {
    let server = try PostgresServer.url()
    let socket = try #require(server.split(separator: "host=").last)
    for url in [
      "postgresql://nobody:hushhush@/postgres?host=\(socket)",
      "postgresql://postgres:hushhush@/nothing?host=\(socket)",
      "postgresql://nobody:hushhush@127.0.0.1:1/d",
      "postgresql://hushhush:hushhush@/d?host=/nowhere",
    ] {
      let target = try PostgresTarget.open(url: url, name: nil, lockTimeout: 0)
      do throws(TargetError) {
        _ = try target.inspect()
        Issue.record("connected to nothing")
      } catch {
        guard case .unreachable(let reason) = error else { throw error }
        #expect(!reason.contains("hushhush") && !reason.isEmpty, "\(reason)")
      }
    }
  }

  /// A role that may only read is told so, by the server's own words.
  @Test func missingRights() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    let order = try schema.session().order(to: SampleInventory.full)
    let name = String(schema.url.split(separator: "%3D").last ?? "")
    try schema.execute(
      "CREATE ROLE r_\(name) LOGIN", "GRANT USAGE ON SCHEMA \(name) TO r_\(name)",
      "GRANT SELECT ON ALL TABLES IN SCHEMA \(name) TO r_\(name)")
    defer {
      try? schema.execute("DROP OWNED BY r_\(name)", "DROP ROLE r_\(name)")
    }
    let url = schema.url.split(separator: "postgres@").joined(separator: "r_\(name)@")
    let target = try PostgresTarget.open(url: url, name: nil, lockTimeout: 1)
    #expect(throws: Never.self) { try target.inspect() }
    guard case .forbidden(let reason) = TargetSession(target).refusal(of: order) else {
      Issue.record("written without the right to")
      return
    }
    #expect(reason == "permission denied for table keyform_meta")
  }

  @Test func readOnlyServer() throws {
    let schema = try TemporarySchema()
    let order = try schema.session().order(to: SampleInventory.full)
    let target = try PostgresTarget.open(
      url: schema.url + "%20-cdefault_transaction_read_only%3Don", name: nil, lockTimeout: 1)
    guard case .readOnly(let reason) = TargetSession(target).refusal(of: order) else {
      Issue.record("written to a read-only server")
      return
    }
    #expect(reason.contains("target_session_attrs=read-write"))
  }
}
