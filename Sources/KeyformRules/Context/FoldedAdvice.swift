internal import KeyformCore

/// Advice that may hold for thousands of entries: told at each of a few, else once, with the first
/// names. An entry that silences the rule gets a finding of its own to silence.
enum FoldedAdvice {
  /// Entries that are told of one by one, and names that stand in the one finding for more.
  static let limit = 5

  /// What stands in one finding for all entries.
  struct Words {
    let summary: String
    /// In front of the names.
    let before: String
    let after: String
  }

  /// `entries` in any order; the one finding stands at the first of the files.
  static func findings<Value: Managed>(
    _ entries: [Entry<Value>], of rule: RuleMetadata, each: (Entry<Value>) -> Finding,
    all: (Int) -> Words
  ) -> [Finding] {
    let silencing = entries.filter { $0.ignores.contains { $0.rule == rule.id } }
    let others =
      silencing.isEmpty
      ? entries : entries.filter { !$0.ignores.contains { $0.rule == rule.id } }
    guard others.count > limit,
      let first = others.min(by: { $0.origin.isBefore($1.origin) })
    else { return entries.map(each) }
    let words = all(others.count)
    let names = others.prefix(limit).map { "`\($0.name)`" }.joined(separator: ", ")
    return silencing.map(each)
      + [Finding(first, words.summary, "\(words.before)\(names), … \(words.after)")]
  }
}
