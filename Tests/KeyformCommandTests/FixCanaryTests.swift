import Foundation
import Testing

/// Fixing shows lines of files: no secret that stands in them, or beside them, gets out.
@Suite("Fixing keeps secrets")
struct FixCanaryTests {
  private func sloppy() throws -> Workspace {
    let key = Canary.written
    let groups = key.split(separator: "-").map(String.init)
    let bare = groups.joined().lowercased()
    return try Workspace([
      ("keyform.yaml", "keyform: 1\nproject: demo # \(key)\nrules: {LC002: OFF}\n"),
      (
        "keys.yaml",
        """
        # \(groups[0])-\(groups[1])-\(groups[2])
        # \(groups[3])-\(groups[4])
        keys:
          a: {kind: MAK, value: \(key), quantity: "5"} # \(bare)
          b:
            kind: GVLK
            value: \(bare)
            products: [Windows 11 Pro]
          c: {state: Active, note: "\(key.lowercased())", quantitiy: 7, kind: mak,
            title: "\(groups[0]) \(groups[1]) \(groups[2])
            \(groups[3]) \(groups[4])", licences: 1_000}
          d:
            kind: ESU MAK
            value: >-
              \(groups[0])-\(groups[1])-
              \(groups[2])-\(groups[3])-
              \(groups[4])
            stat: active
          e: {kind: mak, remaining: {count: "\(key)", asOf: "31.12.2026"}, x-key: \(key)}
          F: {kind: mak, \(key): Yes, labels: {Site: \(key)}, secret: {env: \(key)}}
          \(key): {kind: GVLK}
        bindings:
          b: {deployment: D, key: \(key), use: [Activation]}

        """
      ),
    ])
  }

  @Test(arguments: ["--format text", "--format json", "terminal"])
  func inEveryFormat(_ format: String) throws {
    let workspace = try sloppy()
    for command in [
      "validate", "validate --diff", "validate --diff --fix-names", "validate --fix",
      "validate --fix-names",
    ] {
      let outcome = try workspace.run(
        format == "terminal" ? "on-terminal keyform \(command)" : "keyform \(command) \(format)")
      #expect(outcome.status == 1, "\(command): \(outcome.errors)")
      // The last one finds the others' work done.
      let fixed = command == "validate --fix-names" ? "quantity" : "esu-mak"
      #expect(outcome.output.contains(fixed), "\(command) shows nothing that it fixes")
      for text in [outcome.output, outcome.errors] {
        #expect(Canary.leak(in: text) == nil, "\(command)")
        for group in ["KYKYK", "DMDMD"] {
          #expect(!text.uppercased().contains(group), "\(command): a part of a key")
        }
      }
    }
    // What was written is what stood there: nothing was masked in the files.
    let files = try workspace.text(of: "keys.yaml")
    #expect(Canary.leak(in: files) != nil && !files.contains("…"))
  }
}
