package import KeyformCore

/// What a new plan has that the reviewed one had not, for whoever approved that one.
extension PlanComparison {
  /// Of a plan that was made anew.
  package func add(to buffer: inout TextBuffer) {
    buffer.line(
      isAsReviewed
        ? "It does what the reviewed plan does: nothing was added, none is gone."
        : "Differs from the reviewed plan:", .strong)
    addLines(to: &buffer)
  }

  func addLines(to buffer: inout TextBuffer) {
    for line in lines {
      switch line.weight {
      case .notReviewed: buffer.line(line.text, .caution)
      case .detail: buffer.line(line.text)
      case .asReviewed: buffer.line(line.text, .faint)
      }
    }
  }
}
