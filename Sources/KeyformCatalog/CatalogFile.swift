/// One file of a catalogue, with its path for diagnostics.
package struct CatalogFile: Sendable {
  /// Relative to the repository's root, such as `catalog/products/windows-11.yaml`.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
