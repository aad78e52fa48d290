/// A place in a file: line and column, both from 1, the column counted in characters.
///
/// A byte order mark is not counted.
package struct Mark: Hashable, Sendable, Comparable {
  package let line: Int32
  package let column: Int32

  package init(line: Int32, column: Int32) {
    self.line = line
    self.column = column
  }

  package static func < (left: Mark, right: Mark) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
