/// The fields that every entry may carry for people and for policies.
package struct Annotations: Hashable, Sendable {
  package var title: String?
  package var owner: String?
  package var note: String?
  /// Sorted by name.
  package var labels: [Label] = []
  /// Whether a delete is refused until an earlier change set has lifted this.
  package var isProtected = false

  package init() {}
}

/// A name and a value that an organisation gives to an entry.
package struct Label: Hashable, Sendable, Comparable {
  package let name: String
  package let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// `name=value`; the name has no equals sign.
  package init?(_ text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    self.init(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }

  package var text: String { "\(name)=\(value)" }

  package static func < (left: Label, right: Label) -> Bool { left.name < right.name }
}
