import Foundation
import KeyformCore
import KeyformRepository
import KeyformRules
import Testing

/// A small repository below Fixtures/ID/CASE with `# expect: ID, ID` on the lines where findings
/// must appear, `# today: DATE` in its keyform.yaml where the day matters, and `# check-secrets`
/// there where secrets are read, as `validate --check-secrets` and `plan` do.
///
/// It is held to its own rule, to those that its marks name, and to the form of the files. Other
/// rules may find what they like, so that a new one breaks no fixture but its own: ordinary
/// repositories and the examples are held to all of them.
struct RuleFixture: CustomTestStringConvertible, Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// The rule's id, and the folder below it.
  let rule: String
  let name: String
  /// The folder above those of the rules.
  var base = Self.root

  var folder: URL { base.appending(path: rule).appending(path: name) }
  var testDescription: String { "\(rule)/\(name)" }

  /// Sorted by rule and name.
  static let all: [RuleFixture] = folders(root).flatMap { rule in
    folders(root.appending(path: rule)).map { RuleFixture(rule: rule, name: $0) }
  }

  static func folders(_ url: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path())) ?? []
    return names.filter { url.appending(path: $0).hasDirectoryPath || isFolder(url, $0) }.sorted()
  }

  private static func isFolder(_ url: URL, _ name: String) -> Bool {
    var isFolder: ObjCBool = false
    let path = url.appending(path: name).path()
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private func lines(of file: String) throws -> [Substring] {
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  func today() throws -> CalendarDate {
    let mark = "# today: "
    for line in try lines(of: "keyform.yaml") where line.hasPrefix(mark) {
      return try #require(CalendarDate(String(line.dropFirst(mark.count))))
    }
    return try #require(CalendarDate("2026-11-21"))
  }

  /// What other projects use, as `# used: PROJECT ROW KEY [MACHINES [ACTIVATED]]` in keyform.yaml.
  func crossProjectUses() throws -> [CrossProjectUse] {
    let mark = "# used: "
    return try lines(of: "keyform.yaml").filter { $0.hasPrefix(mark) }.map { line in
      let words = line.dropFirst(mark.count).split(separator: " ").map(String.init)
      let address = try #require(words.count > 1 ? Address(words[1]) : nil)
      try #require(words.count > 2)
      return CrossProjectUse(
        project: words[0], address: address, key: KeyReference(words[2]), use: [.activation],
        machines: words.count > 3 ? Int(words[3]) : nil,
        activated: words.count > 4 ? Int(words[4]) : nil)
    }
  }

  /// What must be found, as `file:line ID`, sorted.
  func expected() throws -> [String] {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
    return try files.filter { $0.hasSuffix(".yaml") }.flatMap { file in
      try lines(of: file).enumerated().flatMap { index, line -> [String] in
        guard let mark = line.range(of: "# expect: ") else { return [] }
        return line[mark.upperBound...].split(separator: ",").map {
          "\(file):\(index + 1) \($0.trimmingCharacters(in: .whitespaces))"
        }
      }
    }.sorted()
  }

  /// Everything that reading and linting the repository gives.
  func diagnostics() throws -> [Diagnostic] {
    let repository = RepositoryLoader(root: folder.path()).load()
    let opensSecrets = try lines(of: "keyform.yaml").contains("# check-secrets")
    let assembled = repository.assemble(secrets: opensSecrets ? .open({ _ in nil }) : .closed)
    let state = assembled.state
    let facts = LintContext(
      state: DesiredState(
        project: state.project, inventory: state.inventory, secrets: state.secrets,
        imported: state.imported, waivers: state.waivers, crossProjectUses: try crossProjectUses()),
      catalog: repository.catalog, today: try today(),
      settings: repository.project.rules, domains: repository.project.domains,
      ownCatalog: repository.ownCatalog)
    let results = Linter.run(facts).map { $0.diagnostic(in: repository) }
    return repository.diagnostics + assembled.diagnostics + results
  }

  /// Those that the fixture is held to.
  func judged() throws -> [Diagnostic] {
    let named = Set(try expected().compactMap { $0.split(separator: " ").last.map(String.init) })
    let others = Set(AllRules.list.map { $0.metadata.id }).subtracting(named).subtracting([rule])
    return try diagnostics().filter { !others.contains($0.rule) }
  }
}
