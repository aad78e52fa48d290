import Foundation
import Testing

/// What others say of `examples/ci`, and what its pages promise: every line that a job runs is a script beside
/// it, which `PullRequestTests` runs as it stands.
@Suite("Recipes")
struct RecipeTests {
  private static let judges = [
    "actionlint github/*.yml",
    "zizmor --offline --no-progress --quiet --persona regular github/*.yml",
    "check-jsonschema --quiet --builtin-schema vendor.github-workflows github/*.yml",
    """
    check-jsonschema --quiet --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci \
    gitlab/*.yml
    """,
    "cd steps && shellcheck --external-sources *",
  ]

  @Test("are right by outside judges", arguments: judges)
  func areRight(_ judge: String) throws {
    let workspace = try Workspace()
    let outcome = try workspace.run("cp -r \"$EXAMPLES\"/ci/* . && \(judge)")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  /// A judge that finds nothing in a bad workflow has not looked.
  @Test("would not be, were they wrong", arguments: judges.prefix(4))
  func wouldNotBe(_ judge: String) throws {
    let workspace = try Workspace()
    let outcome = try workspace.run(
      """
      cp -r "$EXAMPLES"/ci/* .
      sed -i 's|run: ci/steps/check|run: echo ${{ github.event.pull_request.title }} \\&\\& curl|' github/*.yml
      sed -i 's/^permissions:.*/permissons: write-all/; s/stage: check/stage: [check, [[1]]]/' */*.yml
      \(judge)
      """)
    #expect(outcome.status != 0)
  }

  private static func files(_ folder: String) throws -> [(name: String, text: String)] {
    let url = Checkout.examples.appendingPathComponent("ci/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().map {
      (
        "\(folder)/\($0)",
        String(decoding: try Data(contentsOf: url.appendingPathComponent($0)), as: UTF8.self)
      )
    }
  }

  @Test("run scripts, one line each, by workflows that pin what they use")
  func runScripts() throws {
    for file in try Self.files("github") {
      for line in file.text.split(separator: "\n").map({ $0.trimmingPrefix(while: { $0 == " " }) })
      {
        if line.hasPrefix("run:"), line != "run:" {
          #expect(line.wholeMatch(of: /run: ci\/steps\/[a-z-]+/) != nil, "\(file.name): \(line)")
        }
        if line.hasPrefix("uses:") {
          #expect(
            line.wholeMatch(of: /uses: actions\/[a-z-]+@[0-9a-f]{40} # v[0-9.]+/) != nil,
            "\(file.name): \(line)")
        }
      }
      #expect(file.text.contains("\npermissions: {}\n"), "\(file.name)")
      #expect(!file.text.contains("persist-credentials: true"), "\(file.name)")
    }
    for file in try Self.files("steps") {
      #expect(!file.text.contains("${{"), "\(file.name)")
    }
  }
}
