internal import KeyformCore

enum LC006CatalogueAge: Rule {
  static let metadata = RuleMetadata(
    id: "LC006", name: "catalogue-age", severity: .warning,
    what: "The reference catalogue is at most 180 days old (setting `days`).",
    why: """
      Releases come and support dates move within half a year: what is new is unknown, and a date \
      that has moved is told wrongly.
      """,
    fix: """
      Install a newer Keyform; or look the dates up, put what has changed into a `catalog/` folder \
      of the repository, and write the day there: `catalog: {edition: YYYY-MM, date: YYYY-MM-DD}`.
      """,
    source: "inferred from the releases and moved dates of one year",
    numbers: ["days"])

  static let checks: [RuleCheck] = [.repository(check)]

  /// Days; the setting `days` replaces it.
  static let standardDays = 180

  private static func check(_ context: LintContext) -> [Finding] {
    let days = context.settings.number("days", of: metadata.id, standard: standardDays)
    let age = context.today.days(since: context.catalog.date)
    guard age > days else { return [] }
    return [
      Finding(
        repositoryAt: ["requires", "catalog"], "the reference catalogue is out of date",
        """
        Catalogue \(context.catalog.edition) is of \(context.catalog.date), \(counted(age, "day")) old; \
        at most \(days) are allowed. \(metadata.advice)
        """)
    ]
  }
}
