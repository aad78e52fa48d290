internal import KeyformCore
internal import KeyformRepository
internal import Synchronization

/// What version control says of the files of a run. It is asked while they are read, and compares
/// what was read while that is looked at.
final class SourceOfRun: Sendable {
  private let answer: Background<SourceAnswer>
  private let revision: Background<SourceRevision?>
  /// Asked once for all plans of a run.
  private let knownRoots = Mutex<[String]?>(nil)

  /// What was begun before the files are read.
  static func begin(_ context: RunContext) -> Background<SourceAnswer> {
    Background("keyform.source") { try context.history.checkout(of: context.directory) }
  }

  /// `files` are what was read; empty: whether they differ from the commit is not asked.
  init(_ answer: Background<SourceAnswer>, reading files: [SourceFile]) {
    self.answer = answer
    revision = Background("keyform.source") {
      guard case .checkout(let checkout) = try answer.value() else { return nil }
      return try checkout.revision(reading: files)
    }
  }

  /// Nil outside version control, and where it does not answer. Which commits it descends from is
  /// told to what `leadsToChanges`, and where the project was `lastApplied` from another origin,
  /// which alone does not tell one repository from another; the others leave no trace.
  func revision(
    leadsToChanges: Bool, lastApplied: RepositoryIdentity? = nil
  ) throws -> SourceRevision? {
    guard let revision = try revision.value() else { return nil }
    guard revision.commit != nil, !revision.isShallow,
      leadsToChanges || lastApplied?.agrees(with: RepositoryIdentity(revision)) == false
    else { return revision }
    return revision.descending(from: try roots())
  }

  /// Why version control does not answer, where that is so.
  var refusal: String? {
    guard case .refused(let text)? = try? answer.value() else { return nil }
    return "git does not say which commit the files are from: \(text)"
  }

  private func roots() throws -> [String] {
    guard case .checkout(let checkout) = try answer.value() else { return [] }
    return try knownRoots.withLock { known in
      let roots = try known ?? checkout.roots()
      known = roots
      return roots
    }
  }
}
