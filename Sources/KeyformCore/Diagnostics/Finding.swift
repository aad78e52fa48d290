/// What a rule returns: the entry, the field and the message. The linter adds id, severity and
/// place, so a rule cannot lie about any of them.
package struct Finding: Hashable, Sendable {
  /// Nil: the repository as a whole.
  package let address: Address?
  package let origin: Origin
  /// The field the finding points at, as its path below the entry; empty: the entry itself. Of the
  /// repository: a path in keyform.yaml.
  package let field: [String]
  package let summary: String
  package let detail: String
  /// Differs from the rule's own severity only where the rule says so (KEY005, KEY007).
  package let severity: Severity?
  package let related: [RelatedEntry]

  /// Another entry that the finding is about.
  package struct RelatedEntry: Hashable, Sendable {
    package let address: Address
    package let origin: Origin
    package let text: String
  }

  /// A finding on `entry`.
  package init<Value: Managed>(
    _ entry: Entry<Value>, at field: [String] = [], _ summary: String, _ detail: String,
    severity: Severity? = nil, related: [RelatedEntry] = []
  ) {
    address = entry.value.address
    origin = entry.origin
    self.field = field
    self.summary = summary
    self.detail = detail
    self.severity = severity
    self.related = related
  }

  /// A finding on the repository as a whole, where no entry is to blame. No entry's `ignore:`
  /// silences it, and it blocks no apply.
  package init(repositoryAt field: [String], _ summary: String, _ detail: String) {
    address = nil
    origin = .none
    self.field = field
    self.summary = summary
    self.detail = detail
    severity = nil
    related = []
  }
}

extension Finding {
  /// A finding of an own rule, which names its entry by address.
  package init(
    address: Address, origin: Origin, field: [String], _ summary: String, _ detail: String,
    severity: Severity?
  ) {
    self.address = address
    self.origin = origin
    self.field = field
    self.summary = summary
    self.detail = detail
    self.severity = severity
    related = []
  }
}

extension Finding.RelatedEntry {
  /// `text` says what the entry has to do with the finding, such as "the same value stands here".
  package init<Value: Managed>(_ entry: Entry<Value>, _ text: String) {
    address = entry.value.address
    origin = entry.origin
    self.text = text
  }
}
