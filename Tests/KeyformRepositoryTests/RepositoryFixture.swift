import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// A small repository below Fixtures/repositories, with `# expect: ID:COLUMN, …` on the lines
/// where reading has to find something. `ID:none` is said of no place.
struct RepositoryFixture: CustomTestStringConvertible, Sendable {
  static let root = CatalogFolder.tests.appending(path: "Fixtures/repositories")

  let name: String

  var folder: URL { Self.root.appending(path: name) }
  var testDescription: String { name }

  static let all: [RepositoryFixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path())) ?? []
    return names.sorted().map { RepositoryFixture(name: $0) }
  }()

  /// Every file, hidden ones too.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
      .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
  }

  /// As `ID file:line:column`, sorted.
  func expected() throws -> [String] {
    try files().flatMap { file in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().flatMap { index, line -> [String] in
        guard let mark = line.range(of: "# expect: ") else { return [] }
        return line[mark.upperBound...].split(separator: ", ").map { expectation in
          let parts = expectation.split(separator: ":")
          let column = parts.count > 1 ? parts[1] : "?"
          return column == "none"
            ? "\(parts[0]) nowhere" : "\(parts[0]) \(file):\(index + 1):\(column)"
        }
      }
    }.sorted()
  }

  func load() -> LoadedRepository { RepositoryLoader.of(folder.path()).load() }

  /// What reading and the assembly of every target's set find, each once. Secrets are read where
  /// keyform.yaml has a line `# check-secrets`.
  func diagnostics() throws -> [Diagnostic] {
    let project = folder.appending(path: "keyform.yaml")
    let text = (try? String(contentsOf: project, encoding: .utf8)) ?? ""
    let isMarked = text.split(separator: "\n").contains("# check-secrets")
    return Reading.diagnostics(
      of: load(), secrets: isMarked ? .open(Reading.environment) : .closed)
  }
}

/// What the tests read repositories with.
enum Reading {
  /// The environment of every test: two invented secrets.
  static let environment: @Sendable (String) -> String? = { name in
    switch name {
    case "FIRST": "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"
    case "SECOND": "FKFKF-KYKYK-DMDMD-PXPXP-HXDDD"
    default: nil
    }
  }

  static func diagnostics(
    of repository: LoadedRepository, secrets: SecretSources = .open(environment)
  ) -> [Diagnostic] {
    var found = repository.diagnostics
    let sets = repository.project.targets.map(\.include)
    for include in sets.isEmpty ? [[]] : sets {
      let assembled = repository.assemble(for: include, secrets: secrets)
      for diagnostic in assembled.diagnostics + assembled.unknownValues
      where !found.contains(diagnostic) {
        found.append(diagnostic)
      }
    }
    return found
  }

  static func shown(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { diagnostic in
      let place = diagnostic.place.map { "\($0.file):\($0.line):\($0.column)" } ?? "nowhere"
      return "\(diagnostic.rule) \(place)"
    }.sorted()
  }
}
