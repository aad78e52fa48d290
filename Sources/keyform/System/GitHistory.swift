internal import KeyformCore
internal import KeyformEngine

/// Git, as the engine asks it.
struct GitHistory: SourceHistory {
  func revision(of folder: String) throws -> SourceRevision? { try Git.revision(of: folder) }

  func files(of folder: String, at commit: String) throws -> (any RecordedFiles)? {
    let files = CommitFiles(of: folder, at: commit)
    try Interruption.check()
    return files
  }

  func lines(of places: [Place], below root: String) throws -> [Place: WrittenLine] {
    let lines = Blame(root: root).lines(of: places)
    try Interruption.check()
    return lines
  }
}

extension CommitFiles: RecordedFiles {}
