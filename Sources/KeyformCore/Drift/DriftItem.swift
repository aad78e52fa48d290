/// Who moved away from what was applied last.
package enum DriftCause: String, Hashable, Sendable, CaseIterable {
  /// The file: a change that waits for an apply.
  case file
  /// The target, behind our back.
  case target
  /// Both of them.
  case both

  package init(fileMoved: Bool, targetMoved: Bool) {
    switch (fileMoved, targetMoved) {
    case (_, false): self = .file
    case (false, true): self = .target
    case (true, true): self = .both
    }
  }

  /// Whether the target is no longer as it was left.
  package var isDrift: Bool { self != .file }

  /// In words.
  package var verdict: String {
    switch self {
    case .file: "file changed"
    case .target: "target changed"
    case .both: "both changed"
    }
  }
}

/// One field in which file and target differ.
package struct DriftField: Hashable, Sendable {
  package let name: String
  package let file: FieldValue
  package let target: FieldValue
  /// As the journal has it: masked.
  package let applied: FieldValue
  package let cause: DriftCause
}

/// One entry in which repository and target differ.
package struct DriftItem: Sendable {
  /// On which sides the entry is.
  package enum Presence: String, Hashable, Sendable, CaseIterable {
    case both
    /// New in the file; never applied, or deleted by us since.
    case new
    /// Applied, and gone from the target.
    case deleted
    /// Applied, and gone from the file.
    case removed
    /// In the target alone, and never applied: somebody put it there.
    case inserted
  }

  package let address: Address
  package let presence: Presence
  package let cause: DriftCause
  /// Of an entry on both sides the fields that differ; of one on one side those that are no longer
  /// as they were applied.
  package let fields: [DriftField]
  package let file: Entity?
  package let target: Entity?
  /// The change set that wrote the row last, as far as the journal knows.
  package let changeSet: Int?
}
