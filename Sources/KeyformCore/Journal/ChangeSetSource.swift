/// A change set by who wrote it and where that came from, as claimed by the writer.
package struct ChangeSetSource: Hashable, Sendable {
  package let writer: LastWriter
  /// Nil where it was applied outside version control.
  package let commit: String?
  /// The change set that it took back; nil for every other.
  package let undoOf: Int?

  package init(writer: LastWriter, commit: String?, undoOf: Int?) {
    self.writer = writer
    self.commit = commit
    self.undoOf = undoOf
  }
}
