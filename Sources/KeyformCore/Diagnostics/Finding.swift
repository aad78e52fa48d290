/// What a rule returns: the entry, the field and the message. The linter adds id, severity and
/// place, so a rule cannot lie about any of them.
package struct Finding: Hashable, Sendable {
  /// Nil where no entry is to blame.
  package let address: Address?
  package let origin: EntryOrigin
  /// The field the finding points at, as its path below the entry; empty: the entry itself. Without
  /// an entry: a path in keyform.yaml, or empty for what stands at `origin`.
  package let field: [String]
  package let summary: String
  package let detail: String
  /// Differs from the rule's own severity only where the rule says so (KEY005, KEY007).
  package let severity: Severity?
  package let related: [RelatedEntry]

  /// Another entry that the finding is about.
  package struct RelatedEntry: Hashable, Sendable {
    package let address: Address
    package let origin: EntryOrigin
    /// The field that is meant, as its path below the entry; empty: the entry itself.
    package let field: [String]
    package let text: String
  }

  /// A finding on `entry`.
  package init<Value: Managed>(
    _ entry: Entry<Value>, at field: [String] = [], _ summary: String, _ detail: String,
    severity: Severity? = nil, related: [RelatedEntry] = []
  ) {
    self.init(
      address: entry.value.address, origin: entry.origin, field: field, summary, detail,
      severity: severity, related: related)
  }

  /// A finding on the repository as a whole, where no entry is to blame. No entry's `ignore:`
  /// silences it, and it blocks an apply only where the plan causes it.
  package init(
    repositoryAt field: [String], _ summary: String, _ detail: String, severity: Severity? = nil
  ) {
    self.init(address: nil, origin: .none, field: field, summary, detail, severity: severity)
  }

  /// A finding on what stands at `origin` and is no entry, such as a waiver; `.none` for what
  /// stands in no file, such as a row of a target.
  package init(
    writtenAt origin: EntryOrigin, _ summary: String, _ detail: String, severity: Severity? = nil
  ) {
    self.init(address: nil, origin: origin, summary, detail, severity: severity)
  }

  /// A finding of a policy or of a rule about a plan, which name their entry by address.
  package init(
    address: Address?, origin: EntryOrigin, field: [String] = [], _ summary: String,
    _ detail: String, severity: Severity? = nil, related: [RelatedEntry] = []
  ) {
    self.address = address
    self.origin = origin
    self.field = field
    self.summary = summary
    self.detail = detail
    self.severity = severity
    self.related = related
  }
}

extension Finding.RelatedEntry {
  /// `text` says what the entry has to do with the finding, such as "the same value stands here".
  package init<Value: Managed>(_ entry: Entry<Value>, at field: [String] = [], _ text: String) {
    address = entry.value.address
    origin = entry.origin
    self.field = field
    self.text = text
  }
}

/// Tells where in the files a finding stands. Rules know entries and fields, never paths.
package protocol FindingPlaces {
  /// Nil where no file has to do with it.
  func place(of finding: Finding) -> FileLocation?
  func place(of related: Finding.RelatedEntry) -> FileLocation?
}
