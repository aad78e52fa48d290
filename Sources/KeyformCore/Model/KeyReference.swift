/// A reference to a key, of this project or (`platform:name`) of another one.
package struct KeyReference: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The other project; nil for this one.
  @Exact package private(set) var project: String?
  @Exact package private(set) var name: String

  package init(project: String? = nil, name: String) {
    self.project = project
    self.name = name
  }

  /// Splits at the first colon.
  package init(_ text: String) {
    // Bytes, not characters: this runs for every binding.
    if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      self.init(
        project: String(text[..<colon]), name: String(text[text.utf8.index(after: colon)...]))
    } else {
      self.init(name: text)
    }
  }

  package var description: String { project.map { "\($0):\(name)" } ?? name }

  /// The same reference as it stands in `project`: its own name before the colon says nothing.
  package func seen(from project: String) -> KeyReference {
    self.project == project ? KeyReference(name: name) : self
  }

  package static func < (left: KeyReference, right: KeyReference) -> Bool {
    left.description < right.description
  }
}
