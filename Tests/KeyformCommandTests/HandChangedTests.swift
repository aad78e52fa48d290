import Foundation
import Testing

/// What the program makes of rows that somebody changed by hand.
@Suite("Rows changed by hand")
struct HandChangedTests {
  private func applied() throws -> Workspace {
    let workspace = try Workspace.example("minimal")
    try workspace.shell("keyform apply --yes --quiet --today 2026-11-21")
    return workspace
  }

  private func sql(_ workspace: Workspace, _ statement: String) throws {
    try workspace.shell("sqlite3 keyform.sqlite \"\(statement)\"")
  }

  /// A secret in the row of a public key is told, masked, and stays out of the journal.
  @Test func aSecretUnderAPublicKindStaysMasked() throws {
    let workspace = try applied()
    try sql(
      workspace,
      "UPDATE product_key SET value = '\(Canary.written)', tail = 'QDMV4', check_value = '2c4'")
    let day = "--today 2026-11-21"
    for format in ["text", "json"] {
      let plan = try workspace.run("keyform plan \(day) --format \(format)")
      #expect(plan.output.contains("OWN004"))
      #expect(plan.output.contains("rotates-key"))
      #expect(Canary.leak(in: plan.output + plan.errors) == nil)
    }
    #expect(try workspace.run("keyform apply --yes \(day)").status == 4)
    #expect(try workspace.run("keyform plan --out p.plan --allow rotates-key \(day)").status == 0)
    #expect(try workspace.run("keyform apply p.plan --yes \(day)").status == 0)
    for command in ["history show 2", "history show 2 --format json", "undo 2 --out u.plan"] {
      let outcome = try workspace.run("keyform \(command) \(day)")
      #expect(Canary.leak(in: outcome.output + outcome.errors) == nil, "\(command)")
    }
    let rest = try workspace.shell("cat p.plan; sqlite3 keyform.sqlite .dump")
    #expect(Canary.leak(in: rest) == nil)
    #expect(rest.contains("2c4"))
  }

  @Test func badRowsOfNobodyAreToldAndLeftOut() throws {
    let workspace = try applied()
    try sql(
      workspace,
      "INSERT INTO deployment (project, name, os, machines) VALUES ('', 'x', 'windows-11/pro', -4)")
    let plan = try workspace.run("keyform plan --today 2026-11-21")
    #expect(plan.status == 0)
    #expect(plan.output.contains("unmanaged deployment/x cannot be read"))
    let list = try workspace.run("keyform inventory --unmanaged")
    #expect(list.status == 0)
    #expect(list.errors.contains("unmanaged deployment/x cannot be read"))
    try workspace.write("x.yaml", "deployments:\n  x: {os: windows-11/enterprise, release: 25H2}\n")
    let adopting = try workspace.run("keyform plan --today 2026-11-21")
    #expect(adopting.status == 7)
    #expect(adopting.errors.contains("unmanaged deployment/x cannot be taken over"))
  }

  /// Line breaks of a value must not look like lines of the program.
  @Test func adoptedTextsStayOnTheirLine() throws {
    let workspace = try applied()
    try sql(
      workspace, "UPDATE deployment SET owner = 'me' || char(10) || 'key/forged   was deleted'")
    let outcome = try workspace.run("keyform drift --adopt --today 2026-11-21")
    #expect(!outcome.output.split(separator: "\n").contains { $0.hasPrefix("key/forged") })
  }

  /// Nothing is there to adopt.
  @Test func aLostValueIsNotAdopted() throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell("keyform apply --yes --quiet --today 2026-11-21")
    try sql(workspace, "UPDATE product_key SET value = NULL WHERE kind = 'mak'")
    let before = try workspace.shell("find . -name '*.yaml' | sort | xargs cat")
    let outcome = try workspace.run("keyform drift --adopt --today 2026-11-21")
    #expect(outcome.status == 6)
    #expect(outcome.output.contains("the row has lost its value"))
    #expect(try workspace.shell("find . -name '*.yaml' | sort | xargs cat") == before)
  }

  /// A finding on a key of another project names that project's file.
  @Test func findingsOnImportedKeysNameTheirFile() throws {
    let workspace = try Workspace([
      ("pp/keyform.yaml", "keyform: 1\nproject: pp\n"),
      (
        "pp/keys.yaml",
        """


        keys:
          m: {kind: mak, products: [windows-11/pro], secret: {env: M}, sharedWith: [own]}

        """
      ),
      ("own/keyform.yaml", "keyform: 1\nproject: own\nimports: {pp: ../pp}\n"),
      (
        "own/all.yaml",
        """
        deployments:
          a: {os: windows-11/enterprise, release: 25H2}
        bindings:
          b: {deployment: a, key: "pp:m", use: [activation]}

        """
      ),
    ])
    let outcome = try workspace.run("keyform validate -C own --format json --today 2026-11-21")
    #expect(outcome.output.contains("USE007"))
    #expect(outcome.output.contains("../pp/keys.yaml"))
  }
}
