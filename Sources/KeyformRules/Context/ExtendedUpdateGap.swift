internal import KeyformCore

/// A release that Extended Security Updates are to be had for today, and no key of the current
/// year bound (rule LC003).
struct ExtendedUpdateGap {
  let os: ProductID
  /// The last day of support without them.
  let end: CalendarDate
  /// Nil where the catalogue does not tell years apart.
  let year: EditionFacts?
  /// What is bound of other years or not active, as part of a sentence.
  let other: String?

  init?(_ deployment: Deployment, at index: Int, _ facts: LintContext) {
    guard let os = deployment.os,
      let row = facts.support.row(os, release: deployment.release), row.end < facts.today,
      let last = row.esuEnd, last >= facts.today
    else { return nil }
    let updates = facts.catalog.extendedUpdates(for: os.product)
    let year = updates.flatMap { facts.catalog.extendedYear(of: $0, on: facts.today) }
    var idle: String?
    var otherYear: String?
    if Self.mayBeClosed(at: index, facts) { return nil }
    for binding in facts.bindingsOfDeployment[index] {
      guard let key = facts.key(ofBinding: Int(binding)), key.value.keyKind == .esuMAK else {
        continue
      }
      let isOfYear =
        year.map { year in key.value.products.contains { $0.slot == year.id.slot } } ?? true
      if isOfYear, key.value.state == .active { return nil }
      if isOfYear {
        idle = "`\(key.name)` is \(key.value.state.rawValue)"
      } else {
        otherYear = "`\(key.name)` is for \(key.value.products.listed)"
      }
    }
    self.os = os
    end = row.end
    self.year = year
    other = idle ?? otherYear
  }

  /// Whether a key of which nothing is known here is bound: it may be that of the year.
  static func mayBeClosed(at index: Int, _ facts: LintContext) -> Bool {
    facts.bindingsOfDeployment[index].contains { facts.key(ofBinding: Int($0)) == nil }
  }
}
