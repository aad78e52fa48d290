/// The identity of an entry, `key/win11-ent-mak`: the only thing that matches two sides.
package struct Address: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let kind: EntityKind
  @Exact package private(set) var name: String

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
