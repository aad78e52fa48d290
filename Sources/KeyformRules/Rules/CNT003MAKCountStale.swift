internal import KeyformCore

enum CNT003MAKCountStale: Rule {
  static let metadata = RuleMetadata(
    id: "CNT003", name: "mak-count-stale", severity: .warning,
    what: """
      The `remaining` count of a MAK carries a date, at most 30 days ago (setting `days`) and not in \
      the future.
      """,
    why: """
      Only Microsoft knows the count, and reinstallations use it up unnoticed: an old number hides \
      that the key runs dry.
      """,
    fix:
      "Read the count again (VAMT: refresh the key's data online) and write it with its `asOf` day.",
    source: "VAMT database schema; VAMT known issues",
    numbers: ["days"])

  static let checks: [RuleCheck] = [
    .key(one(check), onlyIf: [.staleCount]), .key(one(checkFuture), onlyIf: [.remaining]),
  ]

  private static func check(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    guard let remaining = entry.value.remaining, entry.value.isMAK,
      entry.value.state.isInUse
    else { return nil }
    guard let day = remaining.asOf else {
      return Finding(
        entry, at: ["remaining"], "the remaining count has no date",
        "Without `asOf` nobody can tell how old it is. \(metadata.advice)")
    }
    guard day < context.countHorizon else { return nil }
    let age = context.today.days(since: day)
    let limit = context.today.days(since: context.countHorizon)
    return Finding(
      entry, at: ["remaining"], "the remaining count is out of date",
      "It was read \(age) days ago, on \(day); at most \(limit) are allowed. \(metadata.advice)")
  }

  /// A wrong year would keep the count fresh until then.
  private static func checkFuture(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    // Somewhere it is tomorrow already.
    guard let day = entry.value.remaining?.asOf, day > context.today.adding(days: 1),
      entry.value.isMAK, entry.value.state.isInUse
    else { return nil }
    return Finding(
      entry, at: ["remaining"], "the remaining count is dated in the future",
      """
      `asOf` is \(day), and today is \(context.today): until then nobody is reminded that the count \
      grows old. Correct the day; it is the one on which the count was read.
      """)
  }
}
