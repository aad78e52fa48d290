/// Where an entry's name stands. Fields are located again only when a finding points at one.
package struct EntryOrigin: Hashable, Sendable {
  /// Index of the file in the repository's sorted list; -1: not from a file.
  package let file: Int32
  package let line: Int32
  package let column: Int32

  package init(file: Int32, line: Int32, column: Int32) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The same in a file that stands `count` places further on.
  package func moved(by count: Int32) -> EntryOrigin {
    EntryOrigin(file: file + count, line: line, column: column)
  }

  /// Of rows read from a target or a plan.
  package static let none = EntryOrigin(file: -1, line: 0, column: 0)
}

/// A place in a file: path relative to the repository's root, line and column from 1.
package struct FileLocation: Hashable, Sendable, Comparable {
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package static func < (left: FileLocation, right: FileLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
