internal import KeyformCore
internal import KeyformEngine

/// Git, as the engine asks it.
struct GitHistory: SourceHistory {
  func revision(of folder: String) throws -> SourceRevision? { try Git.revision(of: folder) }

  func files(of folder: String, at commit: String) throws -> (any RecordedFiles)? {
    CommitFiles(of: folder, at: commit)
  }

  func lines(of places: [Place], below root: String) throws -> [Place: WrittenLine] {
    Blame(root: root).lines(of: places)
  }
}

extension CommitFiles: RecordedFiles {}
