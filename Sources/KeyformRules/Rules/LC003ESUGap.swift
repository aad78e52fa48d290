internal import KeyformCore

enum LC003ESUGap: Rule {
  static let metadata = RuleMetadata(
    id: "LC003", name: "esu-gap", severity: .error,
    what: """
      A deployment whose release lives on Extended Security Updates has an active esu-mak of the \
      current year bound. What has no such updates any more is rule LC001's.
      """,
    why: "No security updates are offered from the day on which support or the last year ended.",
    fix: """
      Bind the esu-mak of the year that the message names, or move to a supported release. Where \
      the machines have to stay as they are, silence the rule on the deployment with `ignore`, a \
      day and a reason.
      """,
    source: "Microsoft: enable Extended Security Updates")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.extendedPeriod])]

  private static let check: RuleCheck.One<Deployment> = { entry, index, context in
    guard let gap = ExtendedUpdateGap(entry.value, at: index, context) else { return nil }
    let release = entry.value.release.map { " \($0)" } ?? ""
    let name = "\(context.catalog.name(of: gap.os))\(release)"
    let year = gap.year.map { year in
      let last = year.ends.map { ", which runs to \($0)," } ?? ""
      return "Bind the active esu-mak of \(year.id.text)\(last) for activation"
    }
    return Finding(
      entry, at: [entry.value.release == nil ? "os" : "release"],
      "the key of the current year's updates is missing",
      """
      Support of \(name) ended on \(gap.end), and \(gap.other ?? "no key of Extended Security Updates is bound"): \
      no security updates are offered. \(year ?? "Bind an active esu-mak for activation"), or \
      move to a supported release. Where the machines have to stay as they are, silence the rule \
      with `ignore`, a day and a reason.
      """)
  }

  /// Whether a deployment whose updates are to be had is this rule's matter and not LC001's: it has
  /// a gap, or nobody can tell.
  static func settles(_ deployment: Deployment, at index: Int, _ context: LintContext) -> Bool {
    if ExtendedUpdateGap.mayBeClosed(at: index, context) { return true }
    return context.settings.byRule[metadata.id]?.level != .off
      && ExtendedUpdateGap(deployment, at: index, context) != nil
  }
}

/// A release that Extended Security Updates are to be had for today, and no key of the current
/// year bound (rule LC003).
private struct ExtendedUpdateGap {
  let os: ProductID
  /// The last day of support without them.
  let end: CalendarDate
  /// Nil where the catalogue does not tell years apart.
  let year: EditionFacts?
  /// What is bound of other years or not active, as part of a sentence.
  let other: String?

  init?(_ deployment: Deployment, at index: Int, _ context: LintContext) {
    guard let os = deployment.os,
      let row = context.support.row(os, release: deployment.release), row.end < context.today,
      let last = row.esuEnd, last >= context.today
    else { return nil }
    let updates = context.catalog.extendedUpdates(for: os.product)
    let year = updates.flatMap { context.catalog.extendedYear(of: $0, on: context.today) }
    var idle: String?
    var otherYear: String?
    if Self.mayBeClosed(at: index, context) { return nil }
    for binding in context.bindingsOfDeployment[index] {
      guard let key = context.key(ofBinding: Int(binding)), key.value.keyKind == .esuMAK else {
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
  static func mayBeClosed(at index: Int, _ context: LintContext) -> Bool {
    context.bindingsOfDeployment[index].contains { context.key(ofBinding: Int($0)) == nil }
  }
}
