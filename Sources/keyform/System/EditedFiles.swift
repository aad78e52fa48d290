internal import KeyformCore
internal import KeyformEngine

/// Writes new bytes into files of a repository: all of them may be written before the first is.
enum EditedFiles {
  /// A file that somebody changed meanwhile, or that nobody may write to, ends the run before
  /// anything is touched.
  static func write(_ edits: [FileEdit], below root: String) throws {
    for edit in edits {
      try DiskFile.checkReplaceable(edit.path, below: root)
      try check(edit, root, "Nothing was written. Run the command again.")
    }
    for (index, edit) in edits.enumerated() {
      let rest =
        index == 0
        ? "Nothing was written. Run the command again."
        : """
        \(counted(index, "file")) before it \(index == 1 ? "was" : "were") written; run the command \
        again for the rest.
        """
      try check(edit, root, rest)
      try DiskFile.replace(root + "/" + edit.path, edit.after, keepingMode: true)
    }
  }

  private static func check(_ edit: FileEdit, _ root: String, _ hint: String) throws {
    guard try DiskFile.read(root + "/" + edit.path) == edit.before else {
      throw Failure(.couldNotRun, "\(edit.path) was changed while it was read", hint)
    }
  }
}
