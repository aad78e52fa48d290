internal import KeyformCore

/// Below which a remaining count is low, by rule CNT002 and its settings.
struct LowCount: Sendable {
  /// Of the quantity.
  private let percent: Int
  private let machines: Int

  init(_ settings: RuleSettings) {
    percent = min(settings.number("percent", of: "CNT002", standard: 10), 100)
    machines = settings.number("machines", of: "CNT002", standard: 10)
  }

  /// The least count that is not low: the share of the quantity or the number of machines,
  /// whichever is more. Of a small key the number counts up to half of it: one that grants ten is
  /// not low from the start.
  func threshold(of quantity: Quantity?) -> Int {
    guard case .count(let granted) = quantity else { return machines }
    let (product, isTooLarge) = granted.multipliedReportingOverflow(by: percent)
    let share = isTooLarge ? granted / 100 * percent : (product + 99) / 100
    return max(share, min(machines, granted / 2))
  }

  /// Whether `count` is low. Nothing is of a key without limit.
  func isAbove(_ count: Int, of quantity: Quantity?) -> Bool {
    if case .unlimited = quantity { return false }
    return count < threshold(of: quantity)
  }
}

extension RuleSettings {
  /// The setting `days` of a rule. It may be any count; a century is as good as more.
  func days(of rule: String, standard: Int) -> Int {
    min(number("days", of: rule, standard: standard), 36_525)
  }
}
