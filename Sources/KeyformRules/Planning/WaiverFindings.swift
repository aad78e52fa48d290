package import KeyformCore

/// Waivers that are expired, or that a plan has no use for.
package enum WaiverFindings {
  package static func expired(
    _ waivers: [Waiver], today: CalendarDate, _ settings: RuleSettings
  ) -> [PlanFinding] {
    waivers.filter { !$0.holds(on: today) }.compactMap { waiver in
      PlanFinding(
        PlanRules.waiverExpired, settings, nil, waiver.origin,
        "waiver `\(waiver.name)` of \(waiver.limit.text) has expired",
        """
        It held up to \(waiver.until): the limit counts every change again. Remove it, or have a \
        later `until` reviewed.
        """)
    }
  }

  /// `waived` is what the plan's limits made of them.
  package static func unused(
    _ waivers: [Waiver], waived: [WaivedLimit], today: CalendarDate, _ settings: RuleSettings
  ) -> [PlanFinding] {
    let used = Set(waived.map(\.waiver))
    return waivers.filter { $0.holds(on: today) && !used.contains($0.name) }.compactMap { waiver in
      PlanFinding(
        PlanRules.waiverUnused, settings, nil, waiver.origin,
        "waiver `\(waiver.name)` of \(waiver.limit.text) names no change of this plan",
        "Remove it once what it was granted for is applied; it holds up to \(waiver.until).")
    }
  }
}
