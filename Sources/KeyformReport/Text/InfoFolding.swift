internal import KeyformCore

/// Which infos become one line: a rule that has the same advice for thousands of entries hides
/// every other finding.
struct InfoFolding {
  struct Folded {
    let rule: String
    let count: Int
    /// The first by place.
    let example: Diagnostic
  }

  static let limit = 20

  /// By rule.
  let folded: [Folded]
  private let rules: Set<String>

  init(_ diagnostics: [Diagnostic], _ repetition: DiagnosticText.Repetition) {
    guard repetition == .folded else {
      folded = []
      rules = []
      return
    }
    var found: [String: (count: Int, example: Diagnostic)] = [:]
    for diagnostic in diagnostics where diagnostic.severity == .info {
      let (count, example) = found[diagnostic.rule] ?? (0, diagnostic)
      let isFirst = Diagnostic.inOrder(diagnostic, example)
      found[diagnostic.rule] = (count + 1, isFirst ? diagnostic : example)
    }
    folded = found.filter { $0.value.count > Self.limit }.sorted { $0.key < $1.key }.map {
      Folded(rule: $0.key, count: $0.value.count, example: $0.value.example)
    }
    rules = Set(folded.map(\.rule))
  }

  func folds(_ diagnostic: Diagnostic) -> Bool {
    !rules.isEmpty && diagnostic.severity == .info && rules.contains(diagnostic.rule)
  }
}
