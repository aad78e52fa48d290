/// New bytes for a file of the repository. The program writes them where the file is still as it
/// was read.
package struct FileEdit: Hashable, Sendable {
  /// From the repository's root.
  package let path: String
  /// As the file was read.
  package let before: [UInt8]
  package let after: [UInt8]

  package init(path: String, before: [UInt8], after: [UInt8]) {
    self.path = path
    self.before = before
    self.after = after
  }
}
