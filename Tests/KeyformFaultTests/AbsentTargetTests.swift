import Testing

/// What reads a target has nothing to read where a server lacks the database, the schema or the
/// tables: exit 7, in place of an answer.
@Suite struct AbsentTargetTests {
  private let scene: Scene

  init() throws {
    scene = try Scene(.postgres)
    try scene.write("r/keyform.yaml", "keyform: 1\nproject: demo\n")
    try scene.write(
      "r/rollout.yaml",
      "deployments:\n  desks: {os: windows-11/enterprise, release: 25H2, machines: 30}\n")
  }

  private static let commands = [
    "drift --quiet", "history", "history show 1", "history verify", "lock", "undo 1 --out u.plan",
    "inventory", "import --into new", "query 'SELECT 1'", "which windows-11/enterprise",
    "explain deployment/desks",
  ]

  @Test(arguments: commands)
  func readingFails(_ command: String) throws {
    let path = scene.url.contains("?") ? "&" : "?"
    for url in [
      scene.url, "\(scene.url)\(path)options=-csearch_path%3Dnowhere",
      scene.url.replacing(#/\/[^/?]*($|\?)/#) { "/nowhere\($0.output.1)" },
    ] {
      let outcome = try scene.run("keyform \(command) -C r --target \"$T\"", ["T": url])
      #expect(outcome.status == 7, "\(url): \(outcome)")
      #expect(outcome.output == "", "\(url)")
      #expect(outcome.errors.contains("holds no tables") || outcome.errors.contains("nowhere"))
    }
  }

  /// A plan may meet a server without tables, and none without the database, which no apply makes.
  @Test func planningTellsThemApart() throws {
    let url = scene.url
    let plan = try scene.run("keyform plan -C r --target \"$T\"", ["T": url])
    #expect(plan.status == 0 && plan.output.contains("no tables yet"), "\(plan)")
    let absent = url.replacing(#/\/[^/?]*($|\?)/#) { "/nowhere\($0.output.1)" }
    let refused = try scene.run("keyform plan -C r --target \"$T\"", ["T": absent])
    #expect(refused.status == 7 && refused.errors.contains("nowhere"), "\(refused)")
  }
}
