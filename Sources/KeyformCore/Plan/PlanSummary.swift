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
    for change in changes { self[change.action] += 1 }
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
