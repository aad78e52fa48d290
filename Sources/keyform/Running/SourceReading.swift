internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// Asks git about the repository in the background: starting a process costs milliseconds.
final class SourceReading: Sendable {
  private let revision = Mutex<Result<SourceRevision?, any Error>>(.success(nil))
  private let done = DispatchGroup()

  init(of folder: String) {
    DispatchQueue(label: "keyform.source").async(group: done) { [self] in
      let found = Result { try Git.revision(of: folder) }
      revision.withLock { $0 = found }
    }
  }

  /// Nil outside version control; throws where git is too old to be asked.
  func outcome() throws -> SourceRevision? {
    done.wait()
    return try revision.withLock { $0 }.get()
  }
}
