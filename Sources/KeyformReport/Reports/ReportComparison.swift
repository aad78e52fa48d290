package import KeyformCore

/// A plan of a report, held against what was reviewed.
package struct ReportComparison: Sendable {
  package enum Ending: Sendable {
    case asReviewed
    /// It was made anew, and does something else than the reviewed plan.
    case different
    /// It does what nobody has reviewed, and may not be applied.
    case refused
  }

  package let ending: Ending
  /// What it came to.
  package let sentence: String
  /// Rows that are not as reviewed, or not due any more.
  package let items: [PlanComparison.Item]
  /// Sentences on the rest.
  package let notes: [String]

  /// Of a plan that may do nothing but what was reviewed. `comparison` is nil where nothing tells what
  /// differs.
  package init(
    isAsReviewed: Bool, sentence: String, _ comparison: PlanComparison?, notes: [String]
  ) {
    ending = isAsReviewed ? .asReviewed : .refused
    self.sentence = sentence.hasSuffix(":") ? String(sentence.dropLast()) + "." : sentence
    items = comparison?.items ?? []
    self.notes = (comparison?.likeReviewed.map { "\($0)." } ?? []) + notes
  }

  /// Of a plan that was made anew.
  package init(rebased comparison: PlanComparison) {
    ending = comparison.isAsReviewed ? .asReviewed : .different
    sentence =
      comparison.isAsReviewed
      ? "It does what the reviewed plan does: nothing was added, none is gone."
      : "It differs from the reviewed plan."
    items = comparison.items
    notes = comparison.likeReviewed.map { "\($0)." }
  }

  /// The same in the verdict of a report.
  var words: String {
    switch ending {
    case .asReviewed: "as reviewed"
    case .different: "differs from the reviewed plan"
    case .refused: "not as reviewed"
    }
  }

  var mood: ReportVerdict.Mood {
    switch ending {
    case .asReviewed: .quiet
    case .different: .caution
    case .refused: .bad
    }
  }

  /// For programs that show findings alone.
  var problems: [Diagnostic] {
    let severity: Severity
    switch ending {
    case .asReviewed: return []
    case .different: severity = .warning
    case .refused: severity = .error
    }
    let rows = items.filter { ending == .different || $0.weight == .notReviewed }.map { item in
      Diagnostic(
        rule: "reviewed", severity: severity, address: item.change.address,
        summary: "\(item.change.action.rawValue) \(item.change.address): \(item.note)",
        detail: item.details.map { $0.note + $0.text }.joined(separator: "; "), place: nil)
    }
    return rows.isEmpty
      ? [
        Diagnostic(
          rule: "reviewed", severity: severity,
          summary: sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence,
          detail: notes.joined(separator: " "), place: nil)
      ] : rows
  }
}

extension ReportVerdict {
  /// With what the comparison came to.
  func held(against comparison: ReportComparison?) -> ReportVerdict {
    guard let comparison else { return self }
    return ReportVerdict("\(sentence); \(comparison.words)", max(mood, comparison.mood))
  }
}
