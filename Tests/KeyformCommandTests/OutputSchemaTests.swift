import Foundation
import Testing

/// What the program writes as JSON is what `schemas/` promises, judged by an outside validator.
@Suite("JSON keeps to its schema")
struct OutputSchemaTests {
  /// The commands that write each document.
  private static let documents: [(schema: String, commands: [String])] = [
    (
      "validate",
      [
        "validate", "validate -C broken", "validate -C missing", "validate -C sloppy",
        "validate --diff -C sloppy", "validate --fix-names -C sloppy",
      ]
    ),
    ("diff", ["diff -C reviewed", "diff HEAD~1 -C reviewed", "diff HEAD..HEAD~1 -C reviewed"]),
    (
      "which", ["which windows-11/enterprise", "which windows-11/home", "which windows-11/pro-n"]
    ),
    (
      "plan",
      [
        "plan", "plan -C $EXAMPLES/minimal", "plan -C changed", "show saved.plan",
      ]
    ),
    (
      "apply",
      [
        "apply -C changed", "apply -C changed --yes", "apply -C changed --yes",
        "apply saved.plan --yes", "apply saved.plan --yes", "apply -C broken --yes",
        "apply -C several --all-targets --yes", "apply keyform.yaml --yes",
      ]
    ),
    ("plans", ["plan --all-targets -C several", "plan --target lab,prod -C several"]),
    ("rebase", ["plan --rebase saved.plan"]),
    (
      "reviewed",
      [
        "plan --reviewed saved.plan", "plan -C changed --reviewed saved.plan",
        "plan --reviewed sha256:\(String(repeating: "0", count: 64))",
      ]
    ),
    ("history", ["history -C changed", "history -C other-project"]),
    ("change-set", ["history show 1 -C changed"]),
    ("life", ["history key/enterprise-kms -C changed"]),
    (
      "journal",
      [
        "history verify -C changed", "history verify -C other-project",
        "history verify -C altered",
      ]
    ),
    ("in-force", ["history --at 2099-01-01 -C changed", "history --at 2020-01-01 -C changed"]),
    (
      "inventory",
      ["inventory -C other-project", "inventory -C changed", "inventory -C unmanaged --unmanaged"]
    ),
    ("lock", ["lock -C other-project", "lock -C changed"]),
    ("catalog", ["catalog list", "catalog show windows-11/enterprise"]),
    ("drift", ["drift -C changed", "drift -C edited", "drift -C edited key/enterprise-kms"]),
    (
      "written",
      [
        "init fresh", "record --all", "import -C changed --into copy", "drift --adopt -C edited",
        "drift --adopt -C changed",
      ]
    ),
    (
      "query",
      [
        "query 'SELECT * FROM product_key'",
        "query -C changed --target sqlite:keyform.sqlite 'SELECT NULL, 1.5, 2, name FROM binding'",
      ]
    ),
    ("policies", ["policy list -C $EXAMPLES/policies", "policy list"]),
    ("policy-test", ["policy test -C $EXAMPLES/policies", "policy test"]),
    ("rule", ["explain KEY004", "explain YAML002"]),
    ("exit", ["explain 0", "explain 143"]),
    ("hazard", ["explain deletes-key"]),
    ("word", ["explain waiting", "explain this-change"]),
    ("limit", ["explain key.delete"]),
    (
      "entry",
      ["explain deployment/desktops -C $EXAMPLES/conversions", "explain key/enterprise-kms"]
    ),
  ]

  @Test("as check-jsonschema says", arguments: documents)
  func isValid(_ schema: String, _ commands: [String]) throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell(
      """
      keyform plan --quiet --out saved.plan --today 2026-11-21
      cp -r . ../changed-$$ && mv ../changed-$$ changed
      keyform apply -C changed --yes --quiet --today 2026-11-21 >&2
      sed -i 's/machines: 40/machines: 41/' changed/rollouts/berlin/*.yaml
      rm -r changed/rollouts/vienna
      cp -r changed edited && rm -rf edited/.git && git init -q edited
      git -C edited add . && git -C edited -c user.name=A -c user.email=a@b commit -qm Begin
      sqlite3 edited/keyform.sqlite "UPDATE product_key SET owner = 'me'; UPDATE deployment SET machines = 1"
      cp -r changed several && echo >> several/keyform.yaml
      printf 'targets:\\n  lab: {url: "sqlite:x.sqlite"}\\n' >> several/keyform.yaml
      printf '  prod: {url: "sqlite:/dev/null/x"}\\n' >> several/keyform.yaml
      cp -r changed altered && sqlite3 altered/*.sqlite "DELETE FROM change_item WHERE ordinal = 2"
      cp -r changed other-project && sed -i 's/^project:.*/project: other/' other-project/keyform.yaml
      cp -r changed unmanaged && unmanaged unmanaged/keyform.sqlite
      cp -r $EXAMPLES/minimal reviewed && git init -q reviewed && cd reviewed && mkdir policies
      printf -- '-- %s\\n' 'id: ORG001' 'severity: info' 'what: x' 'why: x' 'fix: x' > policies/a.sql
      echo "SELECT 'key/' || name AS address, 'x' AS summary FROM product_key" >> policies/a.sql
      git add -A && git -c user.name=A -c user.email=a@b commit -qm Begin
      sed -i 's/machines: [0-9]*/machines: 7/' *.yaml */*.yaml 2>/dev/null || true
      git -c user.name=A -c user.email=a@b commit -qam More --allow-empty && cd ..
      printf 'keys: {idle: {kind: mak, products: [windows-11/pro], secret: {env: X}, tail: 2YT43, check: 9f3}}\n' > reviewed/new.yaml
      echo 'rules: {ORG001: off, CNT001: off}' >> reviewed/keyform.yaml
      sed -i 's/what: x/what: y/' reviewed/policies/a.sql
      mkdir sloppy && printf 'keyform: 1\\nproject: x\\nrules: {LC002: OFF}\\n' > sloppy/keyform.yaml
      printf 'keys: {a: {kind: GVLK, prodcts: [Windows 11 Pro]}}\\n' > sloppy/keys.yaml
      mkdir broken && printf 'keyform: 1\\nprojct: x\\n' > broken/keyform.yaml
      """)
    for (index, command) in commands.enumerated() {
      let outcome = try workspace.run(
        "keyform \(command) --today 2026-11-21 --format json > \(index).json")
      #expect(outcome.status < 8, "\(command): \(outcome.errors)")
    }
    let validator = try workspace.run(
      "check-jsonschema --schemafile \"$PROJECT\"/schemas/\(schema).schema.json [0-9].json")
    #expect(
      validator.status == 0,
      "\(schema) (is .venv there? scripts/setup makes it): \(validator.output)\(validator.errors)")
  }

  /// A document that no line above writes could leave its schema unseen.
  @Test("every document is among them")
  func everyDocumentIsWritten() throws {
    // Those of files that people write.
    let others = ["keyform", "resource"]
    let folder = Checkout.root.appendingPathComponent("schemas")
    let schemas = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".schema.json") }
      .map { String($0.dropLast(".schema.json".count)) }
    let judged = Self.documents.map(\.schema) + others
    for schema in schemas.sorted() {
      #expect(judged.contains(schema), "no command above writes what \(schema).schema.json is of")
    }
  }

  @Test("and the validator sees what is wrong")
  func isJudged() throws {
    let workspace = try Workspace.example("minimal")
    try workspace.shell("keyform plan --format json | sed 's/\"create\":3/\"create\":-1/' > 0.json")
    let validator = try workspace.run(
      "check-jsonschema --schemafile \"$PROJECT\"/schemas/plan.schema.json 0.json")
    #expect(validator.status == 1)
  }
}
