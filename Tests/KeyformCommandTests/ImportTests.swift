import Foundation
import Testing

/// Import, then plan, gives no changes; and nothing of a secret is in what was written.
@Suite("Import")
struct ImportTests {
  /// The repositories of the checkout that can be applied: other fixtures are mistaken on purpose.
  private static let repositories =
    ["minimal", "contoso", "conversions"].map { "examples/" + $0 }
    + [
      "ARCH005/main", "KEY005/main", "KIND002/own-catalogue", "LC002/day-before",
      "LC002/first-day", "USE006/main",
    ].map { "Tests/KeyformRulesTests/Fixtures/" + $0 }

  @Test("and plan again", arguments: repositories)
  func comesBack(_ path: String) throws {
    let workspace = try Workspace()
    let outcome = try workspace.run(
      """
      set -e
      mkdir old && cp -r "$PROJECT"/\(path)/. old && (cd old && with-secrets)
      options="--target sqlite:$PWD/lab.sqlite --today 2026-11-21"
      keyform apply -C old $options --yes --quiet > applied
      keyform import -C old $options --into new
      keyform plan -C new --detailed-exitcode --today 2026-11-21 > planned ||
        test $? = 1
      head -1 planned
      test "$(find new -name '*.yaml' | wc -l)" -ge 2
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("Nothing to change"), "\(outcome.output)")
    let files = try workspace.shell("find new -type f -exec cat {} +")
    #expect(Canary.leak(in: files) == nil)
  }

  /// Wherever a secret was put into a target, no command that lists or imports lets it out.
  @Test(
    "keeps secrets in",
    arguments: [
      "note = 'CANARY'", "title = 'x CANARY x'", "owner = lower('CANARY')", "agreement = 'CANARY'",
      "shared_with = 'CANARY'", "kind = 'gvlk'", "kind = 'setup-default'", "name = lower('CANARY')",
      "note = replace('CANARY', '-', ' ')", "tail = NULL, check_value = NULL",
    ])
  func keepsSecretsIn(_ change: String) throws {
    let workspace = try Workspace.example("conversions")
    try workspace.shell(
      """
      keyform apply --yes --quiet --today 2026-11-21 > applied
      sqlite3 keyform.sqlite "UPDATE product_key SET \
      \(change.replacing("CANARY", with: Canary.written)) WHERE name = 'win11-enterprise-mak'"
      cp keyform.sqlite nobody.sqlite && unmanaged nobody.sqlite
      """)
    for command in [
      "inventory", "inventory --format json", "import --into new",
      "inventory --unmanaged --target sqlite:nobody.sqlite",
      "inventory --unmanaged --format json --target sqlite:nobody.sqlite",
      "import --unmanaged --into part --target sqlite:nobody.sqlite --secrets file",
    ] {
      let outcome = try workspace.run("keyform \(command)")
      #expect([0, 7].contains(outcome.status), "\(command): \(outcome.errors)")
      #expect(Canary.leak(in: outcome.output + outcome.errors) == nil, "\(command)")
    }
    let files = try workspace.shell("mkdir -p new part && find new part -type f -exec cat {} +")
    #expect(Canary.leak(in: files) == nil)
  }
}
