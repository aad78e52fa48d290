/// What would change in a target, and all that a reviewer needs to judge it.
///
/// Data alone: it can be saved, compared, shown and applied later. Creates come with the whole
/// row, updates and deletes with the row they were planned from and its keyed digest.
package struct Plan: Sendable {
  package struct Header: Sendable, Hashable {
    package let project: String
    package let target: TargetDescription
    /// The target's own id (`keyform_meta`); nil where the target has no tables yet.
    package let targetID: String?
    /// Edition and digest of the reference catalogue.
    package let catalog: String
    package let toolVersion: String
    /// The clock of calendar rules.
    package let today: CalendarDate

    package init(
      project: String, target: TargetDescription, targetID: String?, catalog: String,
      toolVersion: String, today: CalendarDate
    ) {
      self.project = project
      self.target = target
      self.targetID = targetID
      self.catalog = catalog
      self.toolVersion = toolVersion
      self.today = today
    }
  }

  package let header: Header
  package let schema: SchemaStep
  /// By kind and name.
  package let changes: [Change]
  package let diagnostics: [Diagnostic]
  /// Why the plan may not be applied; empty: it may.
  package let blockers: [Blocker]
  /// Paths of the repository's files, by `Origin.file`.
  package let files: [String]

  package init(
    header: Header, schema: SchemaStep, changes: [Change], diagnostics: [Diagnostic],
    blockers: [Blocker], files: [String]
  ) {
    self.header = header
    self.schema = schema
    self.changes = changes
    self.diagnostics = diagnostics
    self.blockers = blockers
    self.files = files
  }

  /// Nothing to change in the rows. Tables alone are not worth an apply.
  package var isEmpty: Bool { changes.isEmpty }

  package var summary: PlanSummary { PlanSummary(changes) }

  /// Where the entry of a change is written; nil for deletes. Plans read back know the
  /// line, not the column.
  package func place(of change: Change) -> Place? {
    guard let origin = change.after?.origin, files.indices.contains(Int(origin.file)) else {
      return nil
    }
    return Place(
      file: files[Int(origin.file)], line: Int(origin.line), column: Int(origin.column))
  }
}

/// Counts by action.
package struct PlanSummary: Hashable, Sendable {
  package private(set) var create = 0
  package private(set) var update = 0
  package private(set) var delete = 0

  package var total: Int { create + update + delete }

  /// As a saved plan states it.
  package init(create: Int, update: Int, delete: Int) {
    self.create = create
    self.update = update
    self.delete = delete
  }

  package init(_ changes: [Change]) {
    for change in changes {
      switch change.action {
      case .create: create += 1
      case .update: update += 1
      case .delete: delete += 1
      }
    }
  }
}

/// One reason why a plan may not be applied.
package struct Blocker: Hashable, Sendable {
  /// Decides the exit code.
  package enum Cause: String, Hashable, Sendable {
    /// A finding of severity error on a touched entry: exit 1.
    case finding
    /// A budget of `limits:` is exceeded: exit 4.
    case limit
  }

  package let cause: Cause
  /// What blocks, and what to do, in one sentence.
  package let text: String

  package init(cause: Cause, text: String) {
    self.cause = cause
    self.text = text
  }
}

/// What an apply does to the target's tables before it writes rows.
package enum SchemaStep: String, Hashable, Sendable {
  case none
  /// Creates all tables: the target is empty or does not exist.
  case create
}
