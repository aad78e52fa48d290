/// A finding with its rule, its severity and its place: what reports show.
package struct Diagnostic: Hashable, Sendable {
  package let rule: String
  package var severity: Severity
  /// The entry concerned; nil for whole files.
  package let address: Address?
  /// Short, without user data where possible.
  package let summary: String
  /// What is wrong, why, and what to do, in full sentences.
  package let detail: String
  package let place: FileLocation?
  /// Other places that belong to it, such as the first definition of a name.
  package let related: [Related]
  /// Whether it is a structural error, which blocks every plan.
  package let isStructural: Bool
  /// Whether it becomes an error where the plan creates or changes the entry.
  package let isErrorOnChange: Bool
  /// The field that it points at, as its path below the entry; empty where it points at none, and in
  /// a plan that was read back.
  package let field: [String]

  package struct Related: Hashable, Sendable {
    package let place: FileLocation
    package let text: String

    package init(place: FileLocation, text: String) {
      self.place = place
      self.text = text
    }
  }

  package init(
    rule: String, severity: Severity, address: Address? = nil, summary: String, detail: String,
    place: FileLocation?, related: [Related] = [], isStructural: Bool = false,
    isErrorOnChange: Bool = false,
    field: [String] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.address = address
    self.summary = summary
    self.detail = detail
    self.place = place
    self.related = related
    self.isStructural = isStructural
    self.isErrorOnChange = isErrorOnChange
    self.field = field
  }

  /// The order of reports: file, line, column, rule. The same input gives the same order.
  package static func inOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    if left.place != right.place {
      guard let leftPlace = left.place else { return true }
      guard let rightPlace = right.place else { return false }
      return leftPlace < rightPlace
    }
    return (left.rule, left.summary, left.detail) < (right.rule, right.summary, right.detail)
  }
}

/// How much a finding weighs: an `error` blocks an apply, a `warning` is shown and can be promoted,
/// an `info` is advice.
package enum Severity: String, Sendable, CaseIterable, Comparable {
  case info, warning, error

  private var weight: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }
}
