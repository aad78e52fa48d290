package import KeyformCore
package import KeyformRepository

/// A repository that a run cannot work with: what is wrong with it, and how the run ends.
package struct UnsoundRepository: Error {
  package let repository: LoadedRepository
  /// What is wrong with it, to be shown.
  package let diagnostics: [Diagnostic]
  /// How the run ends: with a status alone, or with a message of its own.
  package let ending: any Error
  /// What to say after the diagnostics unless advice is unwanted; nil: the ending says it.
  package let note: String?

  var status: ExitStatus { ExitStatus(of: ending) }
}

extension UnsoundRepository {
  /// Whose keyform.yaml cannot be read or names no project.
  init(unnamed repository: LoadedRepository) {
    self.init(
      repository: repository, diagnostics: repository.diagnostics,
      ending: SeverityThreshold.error.status(of: repository.diagnostics), note: nil)
  }

  /// Nothing is planned from a half-read repository; nil where one target's set can be.
  init?(unplannable checked: CheckedRepository, _ threshold: SeverityThreshold) {
    if let unsound = UnsoundRepository(structureOf: checked, threshold) {
      self = unsound
      return
    }
    let unknown = checked.assembled.unknownValues
    guard let first = unknown.first else { return nil }
    let repository = checked.repository
    let ending = Failure(
      .couldNotRun,
      "no value is recorded for \(counted(unknown.count, "key")), "
        + (repository.access.isUntrusted ? "and no secret was opened" : "nor can it be read"),
      "First: \(first.address?.description ?? ""). Run `keyform record` where the secrets are.")
    self.init(
      repository: repository, diagnostics: checked.diagnostics + unknown, ending: ending, note: nil)
  }

  /// Nil where the structure of the files is sound.
  init?(structureOf checked: CheckedRepository, _ threshold: SeverityThreshold) {
    guard checked.hasStructuralErrors else { return nil }
    self.init(
      repository: checked.repository, diagnostics: checked.diagnostics,
      ending: threshold.status(of: checked.diagnostics),
      note: "No plan: the repository has structural errors, which come first.")
  }
}
