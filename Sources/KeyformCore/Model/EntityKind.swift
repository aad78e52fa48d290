/// The managed kinds of entry. `allCases` is the order of plans and reports.
package enum EntityKind: String, Sendable, CaseIterable, Comparable {
  case key, deployment, binding, host, directory

  /// The section of a resource file that holds this kind.
  package var section: String {
    switch self {
    case .key: "keys"
    case .deployment: "deployments"
    case .binding: "bindings"
    case .host: "hosts"
    case .directory: "directories"
    }
  }

  private var rank: Int {
    switch self {
    case .key: 0
    case .deployment: 1
    case .binding: 2
    case .host: 3
    case .directory: 4
    }
  }

  package static func < (left: EntityKind, right: EntityKind) -> Bool { left.rank < right.rank }
}

/// The identity of an entry, `key/win11-ent-mak`: the only thing that matches two sides.
package struct Address: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let kind: EntityKind
  package let name: String

  package init(_ kind: EntityKind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// Reads `key/NAME` and the like; nil where the kind is unknown or the name is empty.
  package init?(_ text: String) {
    guard let slash = text.firstIndex(of: "/"),
      let kind = EntityKind(rawValue: String(text[..<slash]))
    else { return nil }
    let name = String(text[text.index(after: slash)...])
    guard !name.isEmpty else { return nil }
    self.init(kind, name)
  }

  package var description: String { "\(kind.rawValue)/\(name)" }

  package static func < (left: Address, right: Address) -> Bool {
    left.kind == right.kind ? left.name < right.name : left.kind < right.kind
  }
}

/// A reference to a key, of this project or (`platform:name`) of another one.
package struct KeyReference: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The other project; nil for this one.
  package let project: String?
  package let name: String

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
