/// What a change has to do with a finding.
package enum FindingCause: String, Sendable, CaseIterable {
  /// It is found after the change alone, or weighs more than before.
  case new
  /// It is not found any more, and not because anything silences it.
  case fixed
  /// It would still be found by what judged before the change: the change only silences it.
  case silenced
  /// It was found before as well.
  case thereBefore
}

/// A finding of a review. One that is fixed stands as it was before.
package struct CausedFinding: Hashable, Sendable {
  package let diagnostic: Diagnostic
  package let cause: FindingCause

  package init(_ diagnostic: Diagnostic, _ cause: FindingCause) {
    self.diagnostic = diagnostic
    self.cause = cause
  }

  /// Those of the causes first to last, then the order of reports.
  package static func inOrder(_ left: CausedFinding, _ right: CausedFinding) -> Bool {
    left.cause == right.cause
      ? Diagnostic.inOrder(left.diagnostic, right.diagnostic)
      : left.cause.place < right.cause.place
  }
}

extension FindingCause {
  /// In `allCases`.
  fileprivate var place: Int {
    switch self {
    case .new: 0
    case .fixed: 1
    case .silenced: 2
    case .thereBefore: 3
    }
  }
}

extension CausedFinding {
  /// What a change does to the findings of one set.
  ///
  /// A finding is known again by rule, address and field, not by its line; `renamed` has the new
  /// addresses of entries by those before. `unsilenced` is what would be found `after` by what
  /// judged `before`; nil: the same.
  package static func causes(
    before: [Diagnostic], after: [Diagnostic], unsilenced: [Diagnostic]?,
    renamed: [Address: Address]
  ) -> [CausedFinding] {
    let old = Dictionary(grouping: before) { Site($0, renamed) }
    let new = Dictionary(grouping: after) { Site($0, [:]) }
    var seen: [Site: Int] = [:]
    var causes: [CausedFinding] = after.map { diagnostic in
      let site = Site(diagnostic, [:])
      seen[site, default: 0] += 1
      let known = old[site] ?? []
      let isKnown =
        seen[site, default: 0] <= known.count
        && known.contains { $0.severity >= diagnostic.severity }
      return CausedFinding(diagnostic, isKnown ? .thereBefore : .new)
    }
    var silenced: [Site: Int] = [:]
    for diagnostic in unsilenced ?? [] {
      let site = Site(diagnostic, [:])
      silenced[site, default: 0] += 1
      let left = (new[site] ?? []).count { $0.severity >= diagnostic.severity }
      guard silenced[site, default: 0] > left else { continue }
      causes.append(CausedFinding(diagnostic, .silenced))
    }
    var gone: [Site: Int] = [:]
    for diagnostic in before {
      let site = Site(diagnostic, renamed)
      gone[site, default: 0] += 1
      let left = max(new[site]?.count ?? 0, silenced[site] ?? 0)
      if gone[site, default: 0] > left { causes.append(CausedFinding(diagnostic, .fixed)) }
    }
    return causes
  }

  /// By what a finding is known again on the other side.
  private struct Site: Hashable {
    let rule: String
    let address: Address?
    let field: [String]
    /// Of one that names no entry, which rule and field alone would not tell from others.
    let summary: String?

    init(_ diagnostic: Diagnostic, _ renamed: [Address: Address]) {
      rule = diagnostic.rule
      address = diagnostic.address.map { renamed[$0] ?? $0 }
      field = diagnostic.field
      summary = diagnostic.address == nil ? diagnostic.summary : nil
    }
  }
}
