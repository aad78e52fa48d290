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
