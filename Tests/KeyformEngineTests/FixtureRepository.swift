import Foundation
import KeyformCore
import KeyformEngine
import KeyformRepository
import KeyformRules
import KeyformTestSupport

/// The files of one stage as a repository on disk, removed at the end.
final class FixtureRepository {
  private let folder: URL
  let checked: CheckedRepository
  /// Values of the secrets by name of the key.
  let secrets: [String: KeyMaterial]
  /// Its targets are made known by the run.
  let context: RunContext

  var repository: LoadedRepository { checked.repository }
  var assembled: BuiltState { checked.assembled }

  /// Of the built-in rules those in `rules` are on, besides what the stage's own keyform.yaml says.
  init(
    _ stage: PlanFixture.Stage, rules: [String] = [], on target: (any DeploymentTarget)? = nil,
    from source: SourceRevision? = nil
  ) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "keyform-plan-\(UUID().uuidString)")
    context = RunContext.fixture(
      folder.path(), schemes: target.map { [FixtureScheme(target: $0)] } ?? [], source: source,
      environment: Self.secret)
    var files = stage.files
    let project = files["keyform.yaml"] ?? "keyform: 1\nproject: contoso\n"
    files["keyform.yaml"] = project + Self.settings(showing: rules)
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    checked = CheckedRepository(
      RepositoryLoader(root: folder.path()).load(), include: [], context)
    var secrets: [String: KeyMaterial] = [:]
    for (index, entry) in checked.assembled.state.inventory.keys.entries.enumerated() {
      secrets[entry.name] = checked.assembled.state.secrets[index].key
    }
    self.secrets = secrets
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// `rules:` of keyform.yaml. Structural errors cannot be off.
  private static func settings(showing rules: [String]) -> String {
    let others = AllRules.list.map { $0.metadata }.filter {
      $0.weight != .structural && !rules.contains($0.id)
    }
    return "rules: {\(others.map { "\($0.id): off" }.joined(separator: ", "))}\n"
  }

  /// `SECRET_7` is the seventh invented key.
  @Sendable private static func secret(_ name: String) -> String? {
    guard name.hasPrefix("SECRET_"), let number = Int(name.dropFirst(7)) else { return nil }
    return SampleKeys.secret(number).reveal()
  }

  /// What is wrong with the form of the files, as `RULE place: summary`.
  func structuralErrors(beside resolved: BuiltState? = nil) -> [String] {
    (repository.diagnostics + (resolved ?? assembled).diagnostics)
      .filter { $0.severity == .error && $0.isStructural }
      .map { "\($0.rule) \($0.place.map { "\($0.file):\($0.line)" } ?? ""): \($0.summary)" }
  }
}
