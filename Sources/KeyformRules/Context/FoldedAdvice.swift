internal import KeyformCore

/// Advice that may hold for thousands of entries: told at each of a few, else once, with the first
/// names. An entry that silences the rule gets a finding of its own to silence.
enum FoldedAdvice {
  /// Entries that are told of one by one, and names that stand in the one finding for more.
  static let limit = 5

  /// `entries` in any order; the one finding, with the summary `all` of their number, stands at the
  /// first of the files.
  static func findings<Value: Managed>(
    _ entries: [Entry<Value>], of rule: RuleMetadata, each: (Entry<Value>) -> Finding,
    all: (Int) -> String
  ) -> [Finding] {
    let silencing = entries.filter { $0.ignores.contains { $0.rule == rule.id } }
    let others =
      silencing.isEmpty
      ? entries : entries.filter { !$0.ignores.contains { $0.rule == rule.id } }
    guard others.count > limit,
      let first = others.min(by: { $0.origin.isBefore($1.origin) })
    else { return entries.map(each) }
    let names = others.prefix(limit).map { "`\($0.name)`" }.joined(separator: ", ")
    let detail = "They are \(names), … \(rule.advice)"
    return silencing.map(each) + [Finding(first, all(others.count), detail)]
  }
}
