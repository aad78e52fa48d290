import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// What the decoder accepts the schema accepts; what it refuses for its shape the schema refuses.
/// The exceptions are named, each with its reason.
@Suite struct JSONSchemaTests {
  /// Files that the decoder refuses and a schema accepts. `Mistake` names single spellings.
  private static let unseen: [String: String] = [
    "version/keyform.yaml": "SCH012 says more than a schema: install a newer Keyform",
    "texts/all.yaml": "a schema does not look into free text",
    "references/keyform.yaml": "a URL is read by those who open it",
    "contradictions/all.yaml": "one field at a time: it does not compare them",
    "yaml/anchor.yaml": "YAML readers resolve anchors",
    "yaml/tag.yaml": "YAML readers resolve tags",
    "yaml/merge.yaml": "YAML readers resolve merge keys",
    "yaml/deep.yaml": "JSON Schema knows no depth",
  ]

  private static func schema(for file: String) throws -> String {
    let name = file.hasSuffix("keyform.yaml") ? "keyform.schema.json" : "resource.schema.json"
    return try #require(JSONSchema.files.first { $0.name == name }).json
  }

  @Test func theSchemasAreSchemas() throws {
    let repository = try TemporaryRepository()
    for file in JSONSchema.files {
      let validator = try SchemaValidator(schema: file.json, in: repository.folder)
      #expect(try validator.problemsOfSchema() == "", "\(file.name)")
    }
    #expect(JSONSchema.files.map(\.name) == ["keyform.schema.json", "resource.schema.json"])
  }

  @Test func theFilesAreThoseOfTheTable() throws {
    for file in JSONSchema.files {
      let written = CatalogFolder.root.appending(path: "schemas/" + file.name)
      let text = try String(contentsOf: written, encoding: .utf8)
      #expect(text == file.json, "run scripts/goldens: schemas/\(file.name) is out of date")
    }
  }

  @Test func everyFieldIsDescribed() throws {
    for file in JSONSchema.files {
      let json = try JSONSerialization.jsonObject(with: Data(file.json.utf8))
      #expect(Self.undescribed(json, "") == [], "\(file.name)")
      #expect(file.json.contains("https://json-schema.org/draft/2020-12/schema"))
      #expect(file.json.hasSuffix("}\n"))
    }
    for field in ResourceSchema.all.flatMap(\.fields) {
      #expect(field.description.hasSuffix("."), "\(field.name)")
    }
  }

  /// Paths of properties without a description.
  private static func undescribed(_ json: Any, _ path: String) -> [String] {
    if let list = json as? [Any] { return list.flatMap { undescribed($0, path) } }
    guard let object = json as? [String: Any] else { return [] }
    var found: [String] = []
    for key in ["properties", "patternProperties"] {
      for (name, value) in object[key] as? [String: Any] ?? [:] {
        let text = (value as? [String: Any])?["description"] as? String
        if (text ?? "").isEmpty { found.append("\(path)/\(name)") }
      }
    }
    return found + object.flatMap { undescribed($0.value, "\(path)/\($0.key)") }.sorted()
  }

  @Test func theDecoderAndTheSchemaAgreeOnSingleMistakes() throws {
    let repository = try TemporaryRepository()
    for (index, mistake) in Mistake.all.enumerated() {
      try repository.write("m\(index).yaml", mistake.text)
    }
    let files = Mistake.all.indices.map { repository.folder.appending(path: "m\($0).yaml").path() }
    let validator = try SchemaValidator(
      schema: Self.schema(for: "m.yaml"), in: repository.folder)
    let refused = try validator.refused(files)
    for (mistake, file) in zip(Mistake.all, files) {
      switch (mistake.blindness, refused[file]) {
      case (nil, nil): Issue.record("the schema accepts \(mistake.name)")
      case (.some(let reason), .some(let problem)):
        Issue.record("the schema sees \(mistake.name) (\(problem)) although \(reason)")
      case (nil, .some), (.some, nil): break
      }
    }
  }

  /// Fixtures, hidden and ignored files included, and the examples.
  @Test(arguments: [("keyform.yaml", true), ("resources", false)])
  func theDecoderAndTheSchemaAgreeOnRepositories(_ what: String, _ isProject: Bool) throws {
    var found: [String: [String]] = [:]
    var paths: [String: String] = [:]
    let examples = CatalogFolder.root.appending(path: "examples")
    let names = try FileManager.default.contentsOfDirectory(atPath: examples.path()).sorted()
    let folders =
      RepositoryFixture.all.map { ($0.name, $0.folder) }
      + names.map { ($0, examples.appending(path: $0)) }
    for (name, folder) in folders {
      let loaded = RepositoryLoader(root: folder.path()).load()
      for file in loaded.files
      where !file.path.hasPrefix("catalog/") && file.path.hasSuffix(".yaml") {
        guard file.path.hasSuffix("keyform.yaml") == isProject else { continue }
        let path = folder.appending(path: file.path).path()
        paths[path] = "\(name)/\(file.path)"
        found[path] = Reading.diagnostics(of: loaded).filter {
          $0.place?.file == file.path && ($0.rule.hasPrefix("SCH") || $0.rule.hasPrefix("YAML"))
        }.map(\.rule)
      }
    }
    #expect(paths.count > 10)
    let temporary = try TemporaryRepository()
    let validator = try SchemaValidator(
      schema: Self.schema(for: isProject ? "keyform.yaml" : "a.yaml"), in: temporary.folder)
    let refused = try validator.refused(paths.keys.sorted())
    for (path, name) in paths.sorted(by: { $0.value < $1.value }) {
      let rules = found[path] ?? []
      switch (rules.isEmpty, refused[path]) {
      case (true, .some(let problem)):
        Issue.record("the schema refuses \(name): \(problem)")
      case (false, nil):
        #expect(Self.unseen[name] != nil, "the schema accepts \(name): \(rules)")
      case (false, .some):
        #expect(Self.unseen[name] == nil, "the schema sees \(name)")
      case (true, nil): break
      }
    }
  }

  /// What rules judge and the schema refuses all the same, so that editors show it at once.
  @Test(arguments: [
    ("{}", "KIND001: a kind is required"),
    ("{kind: mak, quantity: 0}", "CNT010: unlimited is a word"),
    ("{kind: mak, quantity: -1}", "CNT010: unlimited is a word"),
  ])
  func whatRulesRefuseIsRefused(_ entry: String, _ reason: String) throws {
    let repository = try TemporaryRepository(["a.yaml": "keys:\n  a: \(entry)\n"])
    #expect(repository.load().diagnostics == [], "\(reason)")
    let validator = try SchemaValidator(schema: Self.schema(for: "a.yaml"), in: repository.folder)
    let file = repository.folder.appending(path: "a.yaml").path()
    #expect(try validator.refused([file]).count == 1, "\(reason)")
  }
}
