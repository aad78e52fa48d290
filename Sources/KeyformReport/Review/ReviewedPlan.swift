package import KeyformCore

/// A plan that was held against what was reviewed.
package struct ReviewedPlan: Sendable {
  private let plan: Plan
  private let id: ReviewID
  private let isAsReviewed: Bool
  private let sentence: String
  /// Nil where nothing tells what differs.
  private let comparison: PlanComparison?
  private let notes: [String]

  /// `sentence` is what it came to; `notes` stand below the differences.
  package init(
    plan: Plan, id: ReviewID, isAsReviewed: Bool, sentence: String, comparison: PlanComparison?,
    notes: [String]
  ) {
    self.plan = plan
    self.id = id
    self.isAsReviewed = isAsReviewed
    self.sentence = sentence
    self.comparison = comparison
    self.notes = notes
  }

  package func add(to buffer: inout TextBuffer) {
    buffer.line(sentence, isAsReviewed ? .strong : .bad)
    comparison?.addLines(to: &buffer)
    for note in notes { buffer.line(note) }
  }

  package static let document: JSONDocument<ReviewedPlan> = JSONDocument(
    "reviewed", .compact, title: "A plan, and what was reviewed",
    "A plan, and whether it does nothing but what was reviewed.",
    Member("asReviewed", .flag("Whether the plan does nothing but what was reviewed.")) {
      $0.isAsReviewed
    },
    Member("review", ReviewID.codec("The plan's own review id.")) { $0.id },
    Member("compared", .flag("Whether there was a plan or statement to tell what differs.")) {
      $0.comparison != nil
    },
    Member("added", addresses("Changes that nobody has reviewed.")) {
      $0.comparison?.added.map(\.address) ?? []
    },
    Member("gone", addresses("Reviewed changes that are not due.")) {
      $0.comparison?.gone.map(\.address) ?? []
    },
    Member("altered", addresses("Changes that are not as reviewed.")) {
      $0.comparison?.altered.map(\.now.address) ?? []
    },
    Member("same", .count("Changes that are exactly as reviewed.")) { $0.comparison?.same ?? 0 },
    Member("plan", Plan.codec) { $0.plan })

  private static func addresses(_ description: String) -> Codec<[Address]> {
    .list(.address("Kind and name of the entry."), description)
  }
}
