import Foundation
import Testing

/// A diff shows both sides of a change: no secret of either gets out.
@Suite("A diff keeps secrets")
struct DiffCanaryTests {
  private static let mistakes = [
    "rules", "form", "project", "damaged", "mismatch", "spellings", "slips", "guards",
  ]

  /// The mistakes are made by the change, taken back by it, and there on both sides.
  @Test("of both sides", arguments: mistakes, ["--format text", "--format json", "terminal"])
  func staysInside(_ mistake: String, _ format: String) throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell(
      """
      git init -q . && git config user.name Maria && git config user.email maria@contoso.example
      git add -A && git commit -qm clean
      "$PROJECT"/Tests/KeyformCommandTests/Fixtures/canaries/\(mistake)
      """)
    for (prepare, commands) in [
      ("true", ["diff", "diff HEAD --findings all", "diff --untrusted --findings all"]),
      (
        "git add -A && git commit -qm sloppy --allow-empty",
        ["diff HEAD~1..HEAD", "diff HEAD..HEAD~1 --findings all", "diff HEAD"]
      ),
    ] {
      try workspace.shell(prepare)
      for command in commands {
        let line = "keyform \(command) --today 2026-11-21"
        let outcome = try workspace.run(
          format == "terminal" ? "on-terminal \(line)" : "\(line) \(format)")
        #expect(outcome.status < 70, "\(command): \(outcome.errors)")
        for text in [outcome.output, outcome.errors] {
          #expect(Canary.leak(in: text) == nil, "\(mistake): \(command)")
        }
      }
    }
  }
}
