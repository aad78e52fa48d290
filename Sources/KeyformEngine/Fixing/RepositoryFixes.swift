package import KeyformCore
package import KeyformRepository

/// What `validate --fix` changes: the one right spelling of what can only mean one thing.
package struct RepositoryFixes {
  /// Two paths may lead to one file: it is there once.
  package let files: [FixedFile]
  /// Files that do not parse, or that hold what is not taken apart here: nothing in them is fixed.
  package let leftAlone: [String]

  /// `include` as targets state it, one list a set; `identity` is the same for two paths that lead
  /// to one file.
  package init(
    _ scope: FixScope, in repository: LoadedRepository, include: [[String]],
    identity: (String) -> String
  ) {
    leftAlone = repository.unparsedFiles
    var seen = Set<String>()
    files = repository.fixed(scope, include: include).filter {
      seen.insert(identity($0.path)).inserted
    }
  }

  /// In the order of the files.
  package var fixes: [Fix] { files.flatMap(\.fixes) }

  package var edits: [FileEdit] {
    files.map { FileEdit(path: $0.path, before: $0.before, after: $0.after) }
  }
}

/// New bytes for a file of the repository. The program writes them where the file is still as it
/// was read.
package struct FileEdit: Hashable, Sendable {
  /// From the repository's root.
  package let path: String
  /// As the file was read.
  package let before: [UInt8]
  package let after: [UInt8]
}
