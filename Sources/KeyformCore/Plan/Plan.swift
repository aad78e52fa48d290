/// What would change in a target, and all that a reviewer needs to judge it.
///
/// Data alone: it can be saved, compared, shown and applied later. Creates come with the whole
/// row, updates and deletes with the row they were planned from and its keyed digest.
package struct Plan: Sendable {
  package struct Header: Sendable, Hashable {
    package let project: String
    package fileprivate(set) var target: TargetDescription
    /// The target's own id (`keyform_meta`); nil where the target has no tables yet.
    package let targetID: String?
    /// Edition and digest of the reference catalogue.
    package let catalog: String
    package let toolVersion: String
    /// The clock of calendar rules.
    package let today: CalendarDate
    /// The commit that it was made from; nil outside version control.
    package let source: SourceRevision?
    /// The change set that it takes back; nil for every other plan.
    package let undoOf: Int?
    /// Whether it was made by a role that reads no values: it shows what would change, is bound to no
    /// rows, and cannot be applied.
    package let isPreview: Bool
    /// Nil where nobody asked which changes are the branch's.
    package let base: PlanBase?

    package init(
      project: String, target: TargetDescription, targetID: String?, catalog: String,
      toolVersion: String, today: CalendarDate, source: SourceRevision? = nil,
      undoOf: Int? = nil, isPreview: Bool = false, base: PlanBase? = nil
    ) {
      self.base = base
      self.project = project
      self.target = target
      self.targetID = targetID
      self.catalog = catalog
      self.toolVersion = toolVersion
      self.today = today
      self.source = source
      self.undoOf = undoOf
      self.isPreview = isPreview
    }
  }

  package private(set) var header: Header
  package let schema: SchemaStep
  /// By kind and name.
  package let changes: [Change]
  package private(set) var diagnostics: [Diagnostic]
  /// Why the plan may not be applied; empty: it may.
  package let blockers: [Blocker]
  /// Paths of the repository's files, by `EntryOrigin.file`.
  package let files: [String]
  /// Hazards that whoever made the plan allowed by name, in the order of `Hazard.allCases`.
  package let allowed: [Hazard]
  /// Changes that were planned and left out with `--only`, by kind and name.
  package let leftOut: [LeftOut]
  /// What waivers took out of the count of limits, by limit and name.
  package let waived: [WaivedLimit]
  /// What the changes mean for licences.
  package let impact: Impact
  /// What it means for what the target remembers of the project.
  package let memory: PlanMemory
  /// How often each hazard occurs; those that occur, in the order of `Hazard.allCases`.
  package let hazards: [(hazard: Hazard, count: Int)]
  package let summary: PlanSummary
  /// Nil where the plan carries no code: its target has no key yet, or it is not to be applied.
  package let proof: PlanProof?

  package init(
    header: Header, schema: SchemaStep, changes: [Change], diagnostics: [Diagnostic],
    blockers: [Blocker], files: [String], allowed: [Hazard] = [], leftOut: [LeftOut] = [],
    waived: [WaivedLimit] = [], impact: Impact = .none, memory: PlanMemory = .none,
    proof: PlanProof? = nil
  ) {
    self.header = header
    self.schema = schema
    self.changes = changes
    self.diagnostics = diagnostics
    self.blockers = blockers
    self.files = files
    self.allowed = allowed
    self.leftOut = leftOut
    self.waived = waived
    self.impact = impact
    self.memory = memory
    self.proof = proof
    hazards = Hazard.counted(in: changes, schema, memory)
    summary = PlanSummary(changes)
  }

  /// The same plan with other diagnostics.
  package func with(_ diagnostics: [Diagnostic]) -> Plan {
    var plan = self
    plan.diagnostics = diagnostics
    return plan
  }

  /// The same plan on its way to where this run finds its target.
  package func going(to target: TargetDescription) -> Plan {
    var plan = self
    plan.header.target = target
    return plan
  }

  /// Nothing to change in the rows. Tables alone are not worth an apply.
  package var isEmpty: Bool { changes.isEmpty }

  /// Where the entry of a change is written; nil for deletes. Plans read back know the
  /// line, not the column.
  package func place(of change: Change) -> FileLocation? {
    guard let origin = change.after?.origin, files.indices.contains(Int(origin.file)) else {
      return nil
    }
    return FileLocation(
      file: files[Int(origin.file)], line: Int(origin.line), column: Int(origin.column))
  }
}

extension Hazard {
  static func counted(
    in changes: [Change], _ schema: SchemaStep, _ memory: PlanMemory
  ) -> [(hazard: Hazard, count: Int)] {
    var counts = Change.hazards(of: changes)
    if schema.isHazard { counts[.changesTargetSchema] = 1 }
    return allCases.compactMap { hazard in
      let count = (counts[hazard] ?? 0) + memory.count(of: hazard)
      return count == 0 ? nil : (hazard, count)
    }
  }
}

extension Plan {
  /// The hazards that nobody has allowed yet.
  package func unallowed(beside allowed: [Hazard] = []) -> [Hazard] {
    hazards.map(\.hazard).filter { !self.allowed.contains($0) && !allowed.contains($0) }
  }
}

/// Counts by action.
package struct PlanSummary: Hashable, Sendable {
  private var counts: [Action: Int] = [:]

  package var total: Int { counts.values.reduce(0, +) }

  package subscript(action: Action) -> Int {
    get { counts[action] ?? 0 }
    set { counts[action] = newValue == 0 ? nil : newValue }
  }

  package init() {}

  package init(_ changes: [Change]) {
    // Counted in a list: a dictionary would hash for each of many changes.
    let actions = Action.allCases
    var counts = [Int](repeating: 0, count: actions.count)
    for change in changes { counts[change.action.place] += 1 }
    for action in actions { self[action] = counts[action.place] }
  }

  /// `2 to create, 1 to update, 0 to delete`: the three that every plan names, and the others
  /// where there are any.
  package var sentence: String {
    Action.allCases.compactMap { action in
      switch action {
      case .create, .update, .delete: "\(self[action]) to \(action.rawValue)"
      case .adopt, .release: self[action] == 0 ? nil : "\(self[action]) to \(action.rawValue)"
      }
    }.joined(separator: ", ")
  }
}
