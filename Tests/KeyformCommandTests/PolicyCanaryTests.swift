import Foundation
import Testing

/// Own rules and questions are SQL that others wrote: none gets a secret out, whole or in parts.
@Suite("Queries keep secrets")
struct PolicyCanaryTests {
  /// Says all that a policy can say, with every text that may hold a key, whole and taken apart.
  private static let policy = """
    -- id: ORG900
    -- severity: error
    -- what: Notes with \(Canary.written).
    -- why: \(Canary.written)
    -- fix: \(Canary.written)
    SELECT address, coalesce(value, note, title, owner) AS summary,
      substr(note, 1, 14) || char(10) || substr(note, 15) || hex(title) || replace(owner, '-', '/')
        || lower(coalesce(agreement, '')) AS detail
    FROM product_key
    UNION ALL
    SELECT address, note, upper(title) || build FROM deployment
    UNION ALL
    SELECT 'key/' || name, value, group_concat(value, '') FROM label WHERE entity = 'key'
      GROUP BY name
    """

  @Test(arguments: ["--format text", "--format json", "terminal"])
  func inFindings(_ format: String) throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell("\"$PROJECT\"/Tests/KeyformCommandTests/Fixtures/canaries/rules")
    try workspace.write("policies/leak.sql", Self.policy)
    try workspace.write(
      "policies/tests/ORG900/keys.yaml", "keys:\n  a: {kind: gvlk, note: \(Canary.written)}\n")
    for command in [
      "validate", "plan", "policy list", "policy test", "explain ORG900", "explain key/sloppy",
    ] {
      let line = "keyform \(command) --today 2026-11-21"
      let outcome = try workspace.run(
        format == "terminal" ? "on-terminal \(line)" : "\(line) \(format)")
      #expect(outcome.output.contains("ORG900"), "\(command): \(outcome.errors)")
      for text in [outcome.output, outcome.errors] {
        #expect(Canary.leak(in: text) == nil, "\(command)")
      }
    }
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func inQuestionsToATarget(_ format: String) throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell("keyform apply --yes --quiet --today 2026-11-21")
    try workspace.shell(
      """
      sqlite3 keyform.sqlite "UPDATE product_key SET note = '\(Canary.written)', \
      title = '\(Canary.written.lowercased())', owner = '\(Canary.written.replacing("-", with: ""))'"
      sqlite3 keyform.sqlite "UPDATE change_item SET after = json_object('note', '\(Canary.written)')"
      sqlite3 keyform.sqlite "UPDATE change_set SET operator = '\(Canary.written)'"
      """)
    for sql in [
      "SELECT * FROM product_key", "SELECT value, tail FROM product_key",
      "SELECT * FROM deployment_key", "SELECT * FROM change_set", "SELECT * FROM change_item",
      "SELECT substr(note, 1, 10), substr(note, 11), hex(note), quote(title) FROM product_key",
      "SELECT substr(owner, 1, 12) || '.' || substr(owner, 13) FROM product_key",
      "SELECT json_extract(after, '$.note') FROM change_item",
      "SELECT group_concat(substr(note, 1, 5), '') FROM product_key",
    ] {
      let outcome = try workspace.run(
        "keyform query \"\(sql.replacing("$", with: "\\$"))\" --target sqlite:keyform.sqlite"
          + " --format \(format)")
      #expect(outcome.status == 0, "\(sql): \(outcome.errors)")
      for text in [outcome.output, outcome.errors] {
        #expect(Canary.leak(in: text) == nil, "\(sql)")
      }
    }
  }
}
