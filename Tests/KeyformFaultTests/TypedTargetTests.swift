import Foundation
import Testing

/// A target that is typed as a URL with user and password: what Keyform says to type next leads to
/// the same place, and holds no password.
@Suite struct TypedTargetTests {
  private let scene: Scene

  init() throws {
    scene = try Scene(.postgres)
    try scene.write("r/keyform.yaml", "keyform: 1\nproject: demo\n")
    try scene.write(
      "r/rollout.yaml",
      "deployments:\n  desks: {os: windows-11/enterprise, release: 25H2, machines: 30}\n")
  }

  /// Nothing in the environment says who connects.
  private func run(_ line: String) throws -> Outcome {
    let url = scene.url.replacing("postgres@", with: "postgres:hush-hush@")
    return try scene.run("unset PGUSER; \(line)", ["TYPED": url + "?sslpassword=hush-too"])
  }

  @Test func whatIsToldToTypeWorks() throws {
    let shown = try run("keyform plan -C r --target \"$TYPED\" --out p.plan")
    #expect(shown.status == 0, "\(shown)")
    #expect(!(shown.output + shown.errors).contains("hush"), "\(shown)")
    #expect(shown.output.contains("PGPASSFILE"))
    let words = shown.output.replacing("\n", with: " ")
    let start = try #require(words.range(of: "Apply it with: "))
    let end = try #require(words.range(of: " The password"))
    let command = String(words[start.upperBound..<end.lowerBound])
    #expect(command.hasPrefix("keyform apply p.plan -C r --target postgresql://postgres@"))
    #expect(try !scene.shell("cat p.plan").contains("hush"))

    // A plan's own URL is not connected to; the message says what helps.
    let alone = try run("PGUSER=nobody-at-all keyform apply p.plan -C r --yes")
    #expect(alone.status == 64, "\(alone)")
    #expect(alone.errors.contains("--target postgresql://USER@"), "\(alone)")
    let again = try run("keyform plan -C r --rebase p.plan --target \"$TYPED\" --out q.plan")
    #expect(again.status == 0 && !again.output.contains("hush"), "\(again)")
    let applied = try run("\(command) --yes")
    #expect(applied.status == 0, "\(applied)")
    #expect(applied.output.contains("Applied 1 change"))
  }

  @Test func withoutAFileItIsTypedToo() throws {
    let shown = try run("keyform plan -C r --target \"$TYPED\" --only deployment/desks")
    #expect(!(shown.output + shown.errors).contains("hush"), "\(shown)")
    #expect(shown.output.replacing("\n", with: " ").contains("--only deployment/desks"))
  }
}
