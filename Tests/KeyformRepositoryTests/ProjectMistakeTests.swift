import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// One mistake in keyform.yaml gives one diagnostic, and its schema sees it too.
@Suite struct ProjectMistakeTests {
  /// What is written behind `keyform: 1` and `project: test`, unless it says them itself; the
  /// diagnostic; why the schema cannot see it.
  private static let mistakes: [(text: String, rule: String, blindness: String?)] = [
    ("colour: red", "SCH002", nil), ("targts: {}", "SCH002", nil),
    ("requires: text", "SCH003", nil), ("requires: [a]", "SCH003", nil),
    ("requires: {keyform: 1}", "SCH005", "1 is a number to a schema, which has no pattern"),
    ("requires: {keyform: \"<1\"}", "SCH005", nil), ("requires: {tool: \">=1\"}", "SCH002", nil),
    ("requires: {keyform: [\">=1\"]}", "SCH003", nil),
    ("domains: contoso.example", "SCH003", nil), ("domains: []", "SCH003", nil),
    ("domains: [~]", "SCH003", nil), ("domains: {a: b}", "SCH003", nil),
    ("include: keys", "SCH003", nil), ("include: [[keys]]", "SCH003", nil),
    ("imports: [platform]", "SCH003", nil), ("imports: {platform: }", "SCH004", nil),
    ("imports: {platform: [a]}", "SCH003", nil),
    ("targets: [lab]", "SCH003", nil), ("targets: {lab: \"sqlite:a\"}", "SCH003", nil),
    ("targets: {lab: }", "SCH004", nil), ("targets: {lab: {}}", "SCH004", nil),
    ("targets: {lab: {ulr: \"sqlite:a\"}}", "SCH002", nil),
    ("targets: {lab: {url: [a]}}", "SCH003", nil), ("targets: {lab: {url: }}", "SCH004", nil),
    ("targets: {lab: {url: \"pstgresql://h/d\"}}", "SCH015", "it does not know the kinds of URL"),
    ("targets: {lab: {url: lab.sqlite}}", "SCH015", "it does not know the kinds of URL"),
    (
      "targets: {lab: {url: \"postgresql://u:p@h/d\"}}", "SCH016", "it does not look into the URL"
    ),
    (
      "targets: {lab: {url: \"postgresql://u@h/d?password=p\"}}", "SCH016",
      "it does not look into the URL"
    ),
    ("targets: {Lab: {url: \"sqlite:a\"}}", "SCH008", nil),
    ("targets: {lab: {url: \"sqlite:a\", include: .}}", "SCH003", nil),
    ("defaultTarget: [lab]", "SCH003", nil),
    ("defaultTarget: lab", "REF002", "a schema compares no fields"),
    ("targets: {lab: {}}\ndefaultTarget: lab", "SCH004", nil),
    ("rules: [LC002]", "SCH003", nil), ("rules: {LC002: eror}", "SCH005", nil),
    ("rules: {LC002: }", "SCH004", nil), ("rules: {LC002: [error]}", "SCH003", nil),
    ("rules: {LC002: {severity: loud}}", "SCH005", nil),
    ("rules: {LC002: {severity: }}", "SCH004", nil),
    ("rules: {LC002: {days: many}}", "SCH006", nil), ("rules: {LC002: {days: }}", "SCH004", nil),
    ("rules: {LC002: {days: 0x10}}", "SCH006", "YAML readers resolve it to 16"),
    ("limits: [key.delete]", "SCH003", nil), ("limits: {key.create: {share: 1}}", "SCH005", nil),
    ("limits: {keydelete: {share: 1}}", "SCH005", nil), ("limits: {key.delete: 5}", "SCH003", nil),
    ("limits: {key.delete: }", "SCH004", nil), ("limits: {key.delete: {shar: 5}}", "SCH002", nil),
    ("limits: {key.delete: {share: -1}}", "SCH006", nil),
    ("limits: {key.delete: {above: \"5\"}}", "SCH006", nil),
    ("release: key/old", "SCH003", nil), ("release: []", "SCH003", nil),
    ("release: [old]", "SCH013", nil), ("release: [keys/old]", "SCH013", nil),
    ("release: [key/]", "SCH013", nil), ("release: [[key/old]]", "SCH003", nil),
    ("release: [\"key/old[\"]", "SCH013", "a schema does not know what a pattern is"),
    ("project: test", "SCH004", nil), ("keyform: 1", "SCH004", nil),
    ("keyform: 1\nproject: ", "SCH004", nil), ("keyform: 1\nproject: [test]", "SCH003", nil),
    ("keyform: 1\nproject: Test", "SCH008", nil), ("keyform: 0\nproject: test", "SCH006", nil),
    ("keyform: \"1\"\nproject: test", "SCH006", nil), ("keyfrom: 1\nproject: test", "SCH002", nil),
    ("keyform: [1]\nproject: test", "SCH003", nil),
    ("keyform: 2\nproject: test", "SCH012", "the message tells to install a newer Keyform"),
    ("- keyform", "SCH003", nil), ("text", "SCH003", nil),
    ("keyform: 1\nproject: test\nproject: test", "YAML006", nil),
    ("keyform: 1\nproject: \"test", "YAML001", nil),
  ]

  private static func text(_ mistake: String) -> String {
    let isWhole = ["keyf", "project", "-", "text"].contains { mistake.hasPrefix($0) }
    return (isWhole ? "" : "keyform: 1\nproject: test\n") + mistake + "\n"
  }

  @Test func eachIsToldOnce() throws {
    for (mistake, rule, _) in Self.mistakes {
      let found = try TemporaryRepository(project: Self.text(mistake)).load().diagnostics
      #expect(found.map(\.rule) == [rule], "\(mistake): \(found.map(\.summary))")
      #expect(found.allSatisfy { $0.place?.file == "keyform.yaml" }, "\(mistake)")
    }
  }

  @Test func theSchemaAgrees() throws {
    let repository = try TemporaryRepository()
    var files: [String] = []
    for (index, mistake) in Self.mistakes.enumerated() {
      try repository.write("m\(index).yaml", Self.text(mistake.text))
      files.append(repository.folder.appending(path: "m\(index).yaml").path())
    }
    let schema = try #require(JSONSchema.files.first { $0.name == "keyform.schema.json" })
    let refused = try SchemaValidator(schema: schema.json, in: repository.folder).refused(files)
    for (mistake, file) in zip(Self.mistakes, files) {
      #expect(
        (refused[file] == nil) == (mistake.blindness != nil),
        "\(mistake.text): \(refused[file] ?? "accepted")")
    }
  }

  /// An empty file says nothing at all: both required fields are missing.
  @Test(arguments: ["", "# comment\n", "~\n"])
  func anEmptyProjectFileLacksBoth(_ text: String) throws {
    let found = try TemporaryRepository(project: text).found()
    #expect(found == ["SCH004 keyform.yaml:1:1", "SCH004 keyform.yaml:1:1"])
  }
}
