import Foundation
import KeyformCatalog
import KeyformCore
import Testing

/// An outside reader of YAML 1.1 and 1.2 takes what is written for the same texts.
@Suite struct OtherReaderTests {
  /// Prints the title of each deployment and its label's name; what is no text comes as its type.
  private static let script = """
    import json, sys
    from ruamel.yaml import YAML
    yaml = YAML(typ="safe", pure=True)
    yaml.version = sys.argv[2]
    with open(sys.argv[1], "rb") as file:
        data = yaml.load(file)
    def shown(value):
        return value if isinstance(value, str) else type(value).__name__
    entries = data["deployments"].values()
    print(json.dumps([[shown(e["title"]), *map(shown, e["labels"].values())] for e in entries]))
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

  @Test(arguments: ["1.1", "1.2"])
  func seesTheSameTexts(_ version: String) throws {
    let entries = Self.texts.enumerated().map { index, text in
      var deployment = Deployment(name: "d\(10_000 + index)")
      deployment.annotations.title = text
      deployment.annotations.labels = [Label(name: "label", value: text)]
      return Entry(deployment, origin: .none)
    }
    let folder = try TemporaryRepository()
    try folder.write(
      "all.yaml",
      bytes: ResourceWriter(catalog: .builtIn()).write(Inventory(deployments: EntrySet(entries))))
    let seen = try read(folder.folder.appending(path: "all.yaml"), version)
    #expect(seen.count == Self.texts.count)
    for (texts, text) in zip(seen, Self.texts)
    where texts.map({ Array($0.utf8) })
      != [text, text].map({ Array($0.utf8) })
    {
      Issue.record("\(text.debugDescription) is seen as \(texts)")
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
