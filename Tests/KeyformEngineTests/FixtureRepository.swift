import Foundation
import KeyformCatalog
import KeyformCore
import KeyformTestSupport

/// The files of one stage as a repository on disk, read and removed again.
struct FixtureRepository {
  let repository: LoadedRepository
  let assembled: AssembledState
  /// Values of the secrets by name of the key.
  let secrets: [String: KeyMaterial]

  init(_ stage: PlanFixture.Stage) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "keyform-plan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var files = stage.files
    if files["keyform.yaml"] == nil { files["keyform.yaml"] = Self.project }
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    repository = RepositoryLoader(root: folder.path()).load()
    assembled = repository.assemble(environment: Self.secret)
    var secrets: [String: KeyMaterial] = [:]
    for (index, entry) in assembled.state.inventory.keys.entries.enumerated() {
      secrets[entry.name] = assembled.state.secrets[index].key
    }
    self.secrets = secrets
  }

  /// Where a stage brings none. Invented keys hold no N, which would be told of every time.
  private static let project = "keyform: 1\nproject: contoso\nrules: {KEY005: off}\n"

  /// `SECRET_7` is the seventh invented key.
  private static func secret(_ name: String) -> String? {
    guard name.hasPrefix("SECRET_"), let number = Int(name.dropFirst(7)) else { return nil }
    return SampleKeys.secret(number).reveal()
  }

  /// What is wrong with the form of the files, as `RULE place: summary`.
  func formErrors(beside resolved: AssembledState? = nil) -> [String] {
    (repository.diagnostics + (resolved ?? assembled).diagnostics)
      .filter { $0.severity == .error && $0.isForm }
      .map { "\($0.rule) \($0.place.map { "\($0.file):\($0.line)" } ?? ""): \($0.summary)" }
  }
}
