import Foundation
import Testing

/// Drift shows and adopts what others wrote into a target: no secret gets out or into a file.
@Suite("Drift keeps secrets")
struct DriftCanaryTests {
  /// A committed repository and a target whose every text column and whose journal hold a key.
  private func edited() throws -> Workspace {
    let workspace = try Workspace.example("contoso")
    try workspace.shell(
      """
      rm -rf .git && git init -q && git add . && git -c user.name='\(Canary.written)' \
      -c user.email=a@b commit -qm 'Rotate to \(Canary.written)'
      KEYFORM_OPERATOR='\(Canary.written)' keyform apply --yes --quiet --today 2026-11-21
      for table in product_key deployment binding kms_host directory; do
        sqlite3 keyform.sqlite "UPDATE $table SET title = 'x \(Canary.written)', owner = 'me', \
      note = '\(Canary.written.lowercased())'"
      done
      sqlite3 keyform.sqlite "UPDATE label SET value = '\(Canary.written)'"
      sqlite3 keyform.sqlite "UPDATE change_item SET after = replace(after, '}', \
      ',\\"note\\":\\"\(Canary.written)\\"}') WHERE after NOT LIKE '%note%'"
      """)
    return workspace
  }

  @Test(arguments: ["--format text", "--format json", "terminal"])
  func inEveryFormat(_ format: String) throws {
    let workspace = try edited()
    for command in ["drift", "drift --adopt"] {
      let line = "keyform \(command) --today 2026-11-21"
      let outcome = try workspace.run(
        format == "terminal" ? "on-terminal \(line)" : "\(line) \(format)")
      #expect(outcome.status == 6, "\(command): \(outcome.errors)")
      #expect(outcome.output.contains("owner") || format != "--format text")
      for text in [outcome.output, outcome.errors] {
        #expect(Canary.leak(in: text) == nil, "\(command)")
      }
    }
    // Owners were adopted; nothing with a key in it was.
    let files = try workspace.shell("git diff; git status --short")
    #expect(files.contains("+") && files.contains("owner: me"))
    #expect(Canary.leak(in: files) == nil)
  }
}
