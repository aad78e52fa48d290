import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// `.keyformignore` means what git makes of the same patterns.
@Suite struct IgnoreTests {
  private static let tree = [
    "a.yaml", "b.yaml", "ab.yaml", "[x].yaml", "a b.yaml", "#c.yaml", "keys/a.yaml", "keys/b.yaml",
    "keys/deep/a.yaml", "keys/deep/er/c.yaml", "hosts/a.yaml", "hosts/keys/a.yaml", "x/keys.yaml",
    "draft/1.draft.yaml", "draft/10.draft.yaml", "!odd.yaml", "end\\.yaml",
  ]

  @Test(arguments: [
    "", "# nothing", "a.yaml", "/a.yaml", "*.yaml", "keys", "keys/", "/keys/", "keys/*", "keys/**",
    "**/a.yaml", "**/keys", "keys/**/a.yaml", "keys/deep", "deep/", "/deep", "hosts/keys", "?.yaml",
    "[ab].yaml", "[!a].yaml", "[a-b].yaml", "\\[x\\].yaml", "a\\ b.yaml", "a.yaml  ", "\\#c.yaml",
    "\\!odd.yaml", "*\n!a.yaml", "*.yaml\n!/keys/\n!b.yaml", "keys/\n!keys/a.yaml",
    "/*\n!/keys", "*.draft.yaml\n!1.draft.yaml", "a*b.yaml", "**", "/**", "keys/**/", "x/*.yaml",
    "*/a.yaml", "*/*/a.yaml", "hosts/**/a.yaml", "a.yaml\r", "keys/deep/er/", "**/er/**", "no/such",
    "k?ys", "[[]x].yaml", "*.y*l", "/", "!", "draft/[0-9].draft.yaml", "**/deep/**/c.yaml",
  ])
  func patternsMeanWhatGitMeans(_ patterns: String) throws {
    let repository = try TemporaryRepository()
    for path in Self.tree { try repository.write(path, "") }
    try repository.write(".keyformignore", patterns + "\n")
    try run(["init", "-q"], in: repository.folder)
    let listed = try run(
      ["ls-files", "-z", "--others", "--exclude-from=.keyformignore"], in: repository.folder)
    let expected = listed.split(separator: "\0").map(String.init)
      .filter { $0 != "keyform.yaml" && !$0.hasPrefix(".") }.sorted()
    let loaded = repository.load()
    #expect(loaded.diagnostics == [])
    #expect(loaded.files.map(\.path).filter { $0 != "keyform.yaml" } == expected)
  }

  @discardableResult
  private func run(_ arguments: [String], in folder: URL) throws -> String {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git"] + arguments
    git.currentDirectoryURL = folder
    let output = Pipe()
    git.standardOutput = output
    try git.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// However often `**` stands in it, and however deep the path is.
  @Test func noPatternTakesLong() throws {
    let path = String(repeating: "a/", count: 200) + "c.yaml"
    let repository = try TemporaryRepository([path: "keys: {}\n"])
    try repository.write(
      ".keyformignore", String(repeating: "**/a/", count: 60) + "b.yaml\n**/a/**/b/**\n")
    #expect(repository.load().files.map(\.path) == [path, "keyform.yaml"])
    try repository.write(".keyformignore", String(repeating: "**/a/", count: 60) + "**/c.yaml\n")
    #expect(repository.load().files.map(\.path) == ["keyform.yaml"])
  }
}
