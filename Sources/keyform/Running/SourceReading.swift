internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// Asks git about the repository in the background: starting a process costs milliseconds.
final class SourceReading: Sendable {
  private let revision = Mutex<SourceRevision?>(nil)
  private let done = DispatchGroup()

  init(of folder: String) {
    DispatchQueue(label: "keyform.source").async(group: done) { [self] in
      let found = Git.revision(of: folder)
      revision.withLock { $0 = found }
    }
  }

  /// Nil outside version control.
  func outcome() -> SourceRevision? {
    done.wait()
    return revision.withLock { $0 }
  }
}
