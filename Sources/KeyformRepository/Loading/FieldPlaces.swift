package import KeyformCore
internal import KeyformYAML
internal import Synchronization

/// Finds again where a field stands. Entries carry their own place alone; a file is read a second
/// time only when a finding has to point into it, and then once.
package final class FieldPlaces: Sendable {
  private let files: [SourceFile]
  private let indexes: Mutex<[Int32: YAMLPositionIndex]>

  init(files: [SourceFile]) {
    self.files = files
    indexes = Mutex([:])
  }

  /// The place of a path in a file named by its own path, such as `rules`, `LC002` in keyform.yaml.
  package func place(inFile name: String, path: [String]) -> FileLocation? {
    guard let file = files.first(where: { $0.path == name }),
      let found = YAMLPositionIndex(file.bytes).place(of: path)
    else { return nil }
    return FileLocation(file: name, line: Int(found.key.line), column: Int(found.key.column))
  }

  private func place(inProject path: [String]) -> FileLocation? {
    let name = "keyform.yaml"
    for length in stride(from: path.count, to: 0, by: -1) {
      if let found = place(inFile: name, path: Array(path.prefix(length))) { return found }
    }
    return place(inFile: name, path: ["keyform"])
  }

  /// The place of `field` (a path below the entry), or of its nearest part that is written. Without
  /// an address the path is one in keyform.yaml.
  package func place(_ origin: EntryOrigin, _ address: Address?, _ field: [String])
    -> FileLocation?
  {
    guard let address else { return place(inProject: field) }
    guard origin.file >= 0, Int(origin.file) < files.count else { return nil }
    let file = files[Int(origin.file)]
    let own = FileLocation(file: file.path, line: Int(origin.line), column: Int(origin.column))
    guard !field.isEmpty else { return own }
    let index = indexes.withLock { indexes in
      if let known = indexes[origin.file] { return known }
      let made = YAMLPositionIndex(file.bytes)
      indexes[origin.file] = made
      return made
    }
    var path = [address.kind.section, address.name] + field
    while path.count > 2 {
      if let found = index.place(of: path) {
        return FileLocation(
          file: file.path, line: Int(found.value.line), column: Int(found.value.column))
      }
      path.removeLast()
    }
    // Short-form bindings stand inside their deployment: the entry's own place is theirs.
    return own
  }
}
