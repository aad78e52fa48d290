import Foundation
import KeyformCatalog
import KeyformCore
import KeyformRepository
import Testing

/// An outside reader of YAML 1.1 and 1.2 takes for the same texts what is written, whoever writes it:
/// import, adoption, fixes and record.
@Suite struct OtherReaderTests {
  /// Prints names and values of all mappings, depth first; what is no text comes as its type.
  private static let script = """
    import json, sys
    from ruamel.yaml import YAML
    yaml = YAML(typ="safe", pure=True)
    yaml.version = sys.argv[2]
    with open(sys.argv[1], "rb") as file:
        data = yaml.load(file)
    def shown(value):
        if isinstance(value, dict):
            return [[shown(name), shown(value)] for name, value in value.items()]
        return value if isinstance(value, str) else type(value).__name__
    def flat(value):
        return [value] if isinstance(value, str) else [text for part in value for text in flat(part)]
    print(json.dumps([flat(shown(entry)) for entry in list(data.values())[0].values()]))
    """

  private static let texts =
    WriterTextTests.pieces
    + [
      "", "y", "Y", "yes", "No", "ON", "off", "True", "FALSE", "Null", "NULL", "1809", "0815",
      "0o17", "0b1", "0b1_0", "1_000", "+12", "-12", "1.5", "1.", "1e3", "1E-3", "-.5", ".inf",
      "-.INF", ".NaN", "26100.1742", "12:30", "12:30:45", "190:20:30.15", "2026-11-01",
      "2026-1-1", "2026-11-01T10:00:00Z", "2026-11-01 10:00:00", "25H2", "1e", "0x", "9f3", "1d5",
      "123", "6e9", "a: b", "a:", "a #b", "- a", "[a]", "{a: b}", "two\nlines", "two\nlines\n",
      "a\n\nb", " a", "a ", "sqlite:lab.sqlite", "it's", "say \"hi\"", "C:\\keys",
    ]

  private static let versions = ["1.1", "1.2"]

  @Test(arguments: versions) func importWritesTexts(_ version: String) throws {
    let entries = Self.texts.enumerated().map { index, text in
      var deployment = Deployment(name: Self.name(index))
      deployment.annotations.title = text
      deployment.annotations.labels = [Label(name: "label", value: text)]
      return Entry(deployment, origin: .none)
    }
    try expectTexts(
      ResourceWriter(catalog: .builtIn()).write(Inventory(deployments: EntrySet(entries))),
      Self.texts.map { ["title", $0, "labels", "label", $0] }, version)
  }

  /// In place of what is there, in every style, and as something new.
  @Test(
    arguments: versions,
    [
      "\n    title: old\n    labels:\n      label: old",
      "\n    title: 12\n    labels: {label: 2.50}",
      "\n    title: 'old'\n    labels: {label: 'old'}", " {title: old, labels: {label: old}}",
      "\n    title: |\n      old\n    labels: {label: \"old\"}",
      "\n    title:\n    labels: {other: old}",
      " {title: 2026-11-01, labels: {1: old}}",
    ])
  func adoptionWritesTexts(_ version: String, _ entry: String) throws {
    let names = Self.texts.indices.map(Self.name)
    let before = "deployments:\n" + names.map { "  \($0):\(entry)\n" }.joined()
    let edits = zip(names, Self.texts).flatMap { name, text in
      [
        FieldEdit(["deployments", name, "title"], .scalar(EditedScalar(text))),
        FieldEdit(["deployments", name, "labels"], .map([.init("label", EditedScalar(text))])),
        FieldEdit(["deployments", name, "servedBy"], .scalar(EditedScalar(text))),
      ]
    }
    try expectTexts(
      FieldEdit.applying(edits, to: Array(before.utf8)),
      Self.texts.map { ["title", $0, "labels", "label", $0, "servedBy", $0] }, version)
  }

  @Test(arguments: versions) func fixesWriteTexts(_ version: String) throws {
    let names = ["NO", "Off", "1E3", "0X1F", "2026–11–01", "12–30", "Y", "NULL", "TRUE"]
    let right = ["no", "off", "1e3", "0x1f", "2026-11-01", "12-30", "y", "null", "true"]
    let entries = names.enumerated().map { "  \(Self.name($0)): {labels: {\($1): x}}\n" }
    let repository = try TemporaryRepository(["a.yaml": "deployments:\n" + entries.joined()])
    let file = try #require(repository.load().fixed(.spellings, include: [[]]).first)
    try expectTexts(file.after, right.map { ["labels", $0, "x"] }, version)
  }

  @Test(arguments: versions) func recordWritesTexts(_ version: String) throws {
    let known = [("23467", "123"), ("BCDFG", "1e3"), ("QDMV4", "0b1"), ("BCDFG", "000")]
    var bytes = Array(
      ("keys:\n" + known.indices.map { "  \(Self.name($0)):\n    secret: x\n" }.joined()).utf8)
    for (index, (tail, check)) in known.enumerated() {
      let identity = KeyIdentity(
        tail: try #require(KeyTail(tail)), check: try #require(KeyCheck(check)))
      bytes = try #require(FieldEdit.recording(identity, for: Self.name(index), in: bytes))
    }
    try expectTexts(
      bytes, known.map { ["tail", $0, "check", $1, "secret", "x"] }, version)
  }

  private static func name(_ index: Int) -> String { "d\(10_000 + index)" }

  private func expectTexts(_ bytes: [UInt8], _ texts: [[String]], _ version: String) throws {
    let folder = try TemporaryRepository()
    try folder.write("all.yaml", bytes: bytes)
    let seen = try read(folder.folder.appending(path: "all.yaml"), version)
    #expect(seen.count == texts.count)
    for (seen, wanted) in zip(seen, texts)
    where seen.map({ Array($0.utf8) }) != wanted.map({ Array($0.utf8) }) {
      Issue.record("\(wanted.debugDescription) is seen as \(seen)")
    }
  }

  private func read(_ file: URL, _ version: String) throws -> [[String]] {
    let process = Process()
    process.executableURL = CatalogFolder.root.appending(path: ".venv/bin/python")
    process.arguments = ["-c", Self.script, file.path(), version]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode([[String]].self, from: bytes)
  }
}
