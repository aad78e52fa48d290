/// The fields that every entry may carry for people and for policies.
package struct Annotations: Hashable, Sendable {
  @Exact package var title: String? = nil
  @Exact package var owner: String? = nil
  @Exact package var note: String? = nil
  /// Sorted by name.
  package var labels: [Label] = []
  /// Whether a delete is refused until an earlier change set has lifted this.
  package var isProtected = false

  package init() {}
}

extension Annotations {
  /// The fields that every kind has, behind its own; `annotations` is where a kind has them.
  static func fields<Value>(
    at annotations: WritableKeyPath<Value, Annotations>
  ) -> [EntryField<Value>] {
    [
      EntryField(
        "title", .text(.init(annotations.appending(path: \._title))), "Free text for people.",
        columns: [.init("title", "Free text.")]),
      EntryField(
        "owner", .text(.init(annotations.appending(path: \._owner))),
        "Who answers for the entry, such as a mail address.",
        columns: [.init("owner", "Who looks after the entry, such as an e-mail address.")]),
      EntryField(
        "note", .text(.init(annotations.appending(path: \._note))), "Free text for people.",
        columns: [.init("note", "Free text.")]),
      EntryField(
        "labels", .labels(.init(annotations.appending(path: \.labels))),
        "Names and values of your own, such as site: berlin."),
      EntryField(
        "protected", .protection(.init(annotations.appending(path: \.isProtected))),
        "Whether a delete is refused until an earlier apply has lifted this.",
        columns: [.init("protected", "1: a delete is refused until this is lifted.", since: 2)]),
    ]
  }
}

/// A name and a value that an organisation gives to an entry.
package struct Label: Hashable, Sendable, Comparable {
  @Exact package private(set) var name: String
  @Exact package private(set) var value: String

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
