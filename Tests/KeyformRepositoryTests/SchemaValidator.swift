import Foundation

/// The outside judge of JSON Schemas: check-jsonschema, which scripts/setup installs.
struct SchemaValidator {
  struct NotInstalled: Error, CustomStringConvertible {
    var description: String { "run scripts/setup: .venv/bin/check-jsonschema is missing" }
  }

  private struct Report: Decodable {
    struct Problem: Decodable {
      let filename: String
      let path: String?
      let message: String
    }

    let errors: [Problem]
    let parse_errors: [Problem]
  }

  let program: URL
  private let schema: URL

  /// `schema` is the text of a JSON Schema.
  init(schema text: String, in folder: URL) throws {
    program = CatalogFolder.root.appending(path: ".venv/bin/check-jsonschema")
    guard FileManager.default.isExecutableFile(atPath: program.path()) else { throw NotInstalled() }
    schema = folder.appending(path: "\(UUID().uuidString).schema.json")
    try Data(text.utf8).write(to: schema)
  }

  /// What is refused of `files`, by path: the first problem of each.
  func refused(_ files: [String]) throws -> [String: String] {
    var refused: [String: String] = [:]
    for start in stride(from: 0, to: files.count, by: 500) {
      let part = Array(files[start..<min(start + 500, files.count)])
      let output = try run(["--schemafile", schema.path(), "-o", "json"] + part)
      let report = try JSONDecoder().decode(Report.self, from: output)
      for problem in report.errors + report.parse_errors where refused[problem.filename] == nil {
        refused[problem.filename] = "\(problem.path ?? "") \(problem.message)"
      }
    }
    return refused
  }

  /// Problems of the schema itself, empty if there are none.
  func problemsOfSchema() throws -> String {
    let output = String(decoding: try run(["--check-metaschema", schema.path()]), as: UTF8.self)
    return output.hasPrefix("ok") ? "" : output
  }

  private func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return bytes
  }
}
