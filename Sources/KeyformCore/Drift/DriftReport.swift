/// What `keyform drift` tells of one target.
package struct DriftReport: Sendable {
  package struct Entry: Sendable {
    package let item: DriftItem
    /// The entry's own line; nil where no file holds it.
    package let line: WrittenLine?
    /// Where each field of `item` is written, in their order; the entry's own line for those that
    /// are not; empty where no file holds the entry.
    package let fieldLines: [WrittenLine]
    package let writer: LastWriter?

    package init(
      item: DriftItem, line: WrittenLine?, fieldLines: [WrittenLine], writer: LastWriter?
    ) {
      self.item = item
      self.line = line
      self.fieldLines = fieldLines
      self.writer = writer
    }
  }

  package let project: String
  package let target: TargetDescription
  package let toolVersion: String
  /// What the target holds otherwise than it was applied, by kind and name.
  package let drifted: [Entry]
  /// Changes that only the files have, which wait for an apply.
  package let pending: [Address]
  /// What an undo took away and the files still say: the next apply would write it again.
  package let writtenAgain: [WrittenAgain]
  /// What was applied from a commit that is not in this history: the next apply would take it back.
  package let unmerged: [RowOrigin]
  /// Whether the role read no values: keys were compared by tail and check value.
  package let isPreview: Bool

  package init(
    project: String, target: TargetDescription, toolVersion: String, drifted: [Entry],
    pending: [Address], writtenAgain: [WrittenAgain] = [], unmerged: [RowOrigin] = [],
    isPreview: Bool = false
  ) {
    self.project = project
    self.target = target
    self.toolVersion = toolVersion
    self.drifted = drifted
    self.pending = pending
    self.writtenAgain = writtenAgain
    self.unmerged = unmerged
    self.isPreview = isPreview
  }
}

/// A line of a file and where it came from.
package struct WrittenLine: Hashable, Sendable {
  package let place: FileLocation
  package let origin: LineOrigin

  package init(place: FileLocation, origin: LineOrigin) {
    self.place = place
    self.origin = origin
  }
}

/// What version control says of a line.
package enum LineOrigin: Hashable, Sendable {
  /// There is no version control around the file, or it does not say.
  case unknown
  case notCommitted
  /// The clone begins later, and what wrote the line is not in it.
  case olderThanClone
  case commit(LineCommit)
}

/// The commit that wrote a line last.
package struct LineCommit: Hashable, Sendable {
  package let id: String
  package let author: String
  /// ISO 8601, as the author's clock had it in UTC.
  package let date: String
  package let subject: String

  package init(id: String, author: String, date: String, subject: String) {
    self.id = id
    self.author = author
    self.date = date
    self.subject = subject
  }
}
