package import KeyformCore

/// What version control knows of a repository's files.
package protocol SourceHistory: Sendable {
  /// What is checked out in a folder; nil outside version control.
  func revision(of folder: String) throws -> SourceRevision?

  /// The repository files of a folder as they were at a commit; nil where the commit is not known,
  /// or the folder was not there then.
  func files(of folder: String, at commit: String) throws -> (any RecordedFiles)?

  /// Who wrote these lines of the files below `root` last.
  func lines(of places: [Place], below root: String) throws -> [Place: WrittenLine]
}

/// Files of a commit in a folder of their own, which goes with the object.
package protocol RecordedFiles: AnyObject {
  var root: String { get }
}
