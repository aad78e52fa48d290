package import KeyformCore

/// What was reviewed, as whoever runs the command names it: nothing in a statement, or in a plan that
/// stands for one, says who approved it.
package struct ReviewedPlans {
  package typealias Stated = (statement: Statement, id: ReviewID)

  private let statements: [(name: String, statement: Statement)]
  private let ids: [ReviewID]
  /// How a plan is stated.
  private let state: (Plan) throws -> Stated

  /// `ids` stand for statements that are not at hand.
  package init(
    _ statements: [(name: String, statement: Statement)], ids: [ReviewID],
    stating state: @escaping (Plan) throws -> Stated
  ) {
    self.statements = statements
    self.ids = ids
    self.state = state
  }

  package func verdict(on plan: Plan) throws -> ReviewVerdict {
    let (now, id) = try state(plan)
    let fitting = statements.filter { $0.statement.isOfTarget(of: now) }
    let others = statements.filter { !$0.statement.isOfTarget(of: now) }
    return ReviewVerdict(
      id: id, isNamed: ids.contains(id), asksForIDs: !ids.isEmpty,
      comparison: fitting.isEmpty
        ? nil : PlanComparison(reviewed: fitting.map(\.statement.changes), now: now.changes),
      isEmpty: now.changes.isEmpty, ofOthers: others.map(\.name))
  }
}

/// Whether a plan does nothing but what was reviewed.
package struct ReviewVerdict: Sendable {
  /// The plan's own.
  package let id: ReviewID
  /// Whether its very id was among the reviewed ones.
  private let isNamed: Bool
  private let asksForIDs: Bool
  /// With the statements of the plan's target and project; nil where there are none.
  package let comparison: PlanComparison?
  private let isEmpty: Bool
  /// Names of those that are for another target or project.
  package let ofOthers: [String]

  init(
    id: ReviewID, isNamed: Bool, asksForIDs: Bool, comparison: PlanComparison?, isEmpty: Bool,
    ofOthers: [String]
  ) {
    self.id = id
    self.isNamed = isNamed
    self.asksForIDs = asksForIDs
    self.comparison = comparison
    self.isEmpty = isEmpty
    self.ofOthers = ofOthers
  }

  /// A plan that does nothing needs no review.
  package var isAsReviewed: Bool { isNamed || isEmpty || comparison?.isWithinReviewed ?? false }

  /// What it comes to, in one sentence.
  package var sentence: String {
    if isNamed { return "As reviewed." }
    if let comparison {
      if !comparison.isWithinReviewed { return "Not as reviewed:" }
      return comparison.gone.isEmpty
        ? "As reviewed." : "As reviewed, though not all that was reviewed is due:"
    }
    if isEmpty { return "As reviewed: it does nothing." }
    if ofOthers.isEmpty { return "Not as reviewed: another review id was given." }
    return "Not as reviewed: what was reviewed is for another target or project."
  }

  /// What the sentence leaves open, a line each.
  package var notes: [String] {
    var notes: [String] = []
    if !isAsReviewed, asksForIDs, comparison == nil {
      notes.append(
        """
        A review id alone does not tell what differs: name the reviewed plan or statement for that.
        """)
    }
    notes += ofOthers.map { "\($0) is for another target or project, and counts for nothing here." }
    return notes
  }

  /// So many lines of a difference stand in a message.
  private static let linesShown = 20

  /// Why the plan is not written; nil where it is as reviewed.
  func failure(of target: TargetDescription) -> Failure? {
    if isAsReviewed { return nil }
    let all = comparison?.lines.map(\.text) ?? []
    let rest = all.count - Self.linesShown
    return Failure(
      .stale, "the plan for \(target.shown) is not as reviewed:",
      lines: ["  review id \(id)"] + all.prefix(Self.linesShown)
        + (rest > 0 ? ["  and \(rest) more lines"] : []) + notes.map { "  \($0)" },
      "Nothing was written. Have it reviewed as it is, or bring the files back to what was reviewed."
    )
  }
}
