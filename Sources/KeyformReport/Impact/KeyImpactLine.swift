internal import KeyformCore

/// What becomes of a key's activations: what is needed, what is left, and what will be.
enum KeyImpactLine {
  /// `bar`: with what is left as ten signs.
  static func of(_ impact: KeyImpact, bar: Bool = true) -> ImpactLine {
    var details: [ImpactLine.Detail] = []
    func add(_ text: String, _ tone: ImpactLine.Tone = .plain) {
      details.append(ImpactLine.Detail(text: text, tone: tone))
    }
    if let after = impact.after {
      add(count(after, impact.before, bar))
      if let outcome = outcome(after, impact.before) {
        add(outcome, (after.left ?? 0) < 0 ? .bad : .plain)
      }
      if after.uncounted > 0 {
        let bindings = after.uncounted == 1 ? "1 binding does" : "\(after.uncounted) bindings do"
        add("\(bindings) not say for how many machines")
      }
    }
    return ImpactLine(
      "key/\(impact.key) (\(impact.kind.rawValue)): \(headline(impact))",
      impact.shortage > 0 ? .bad : .plain, details,
      from: Citation.of(.binding, impact.bindings, impact.others))
  }

  static func headline(_ impact: KeyImpact) -> String {
    guard let after = impact.after else {
      if let before = impact.before, !before.isNeedKnown {
        return "goes; how many activations were needed of it is not recorded"
      }
      let needed = impact.before?.needed ?? 0
      if needed == 0 { return "goes; no activations were needed of it" }
      return "goes; \(counted(needed, "activation")) \(needed == 1 ? "was" : "were") needed of it"
    }
    var text = needed(after)
    if let before = impact.before, needed(before) != text {
      text += before.isNeedKnown ? ", \(before.needed) before" : "; before, that was not recorded"
    }
    if let before = impact.before, before.state != after.state {
      text += "; the key is \(after.state.rawValue), before \(before.state.rawValue)"
    }
    return text
  }

  /// Of machines that nobody counted nothing is said.
  private static func needed(_ balance: KeyBalance) -> String {
    guard balance.isNeedKnown else { return "how many activations are needed is not recorded" }
    return counted(balance.needed, "activation")
      + (balance.uncounted > 0 ? " needed at least" : " needed")
  }

  /// What somebody has counted, with the same of before where it was another.
  private static func count(
    _ after: KeyBalance, _ before: KeyBalance?, _ bar: Bool
  ) -> String {
    let text = BalanceText.counted(after, bar: bar)
    guard let before, before.quantity != after.quantity || before.remaining != after.remaining
    else { return text }
    if before.remaining == after.remaining, case .count(let granted) = before.quantity {
      return "\(text); \(granted) granted before"
    }
    return "\(text); before: \(BalanceText.counted(before, bar: false))"
  }

  /// What will be once all machines are activated; nil where nobody can tell.
  private static func outcome(_ after: KeyBalance, _ before: KeyBalance?) -> String? {
    guard after.state == .active, after.machines > 0 || (before?.machines ?? 0) > 0,
      var text = BalanceText.left(after)
    else { return nil }
    if let before, before.uncounted == 0, let left = before.left, left != after.left {
      text += left < 0 ? " (\(-left) too few before)" : " (\(left) left before)"
    }
    if let condition = BalanceText.condition(after) { text += ", \(condition)" }
    return text
  }
}

/// A key's counts in words; the same in plans and explanations.
enum BalanceText {
  /// `[########--] 412 of 500 left, counted on 2026-11-01`, or in words what is not known.
  static func counted(_ balance: KeyBalance, bar: Bool = true) -> String {
    let day = balance.remaining?.asOf.map { "counted on \($0)" } ?? "counted on a day not recorded"
    switch (balance.quantity, balance.remaining) {
    case (.unlimited, _): return "unlimited"
    case (.count(let granted), let remaining?):
      let sign = bar ? Bar.text(remaining.count, of: granted) + " " : ""
      return "\(sign)\(remaining.count) of \(granted) left, \(day)"
    case (.count(let granted), nil):
      return "\(granted) granted; how many are left is not recorded"
    case (.misstated(let text), _):
      return "granted is `\(text)`, which is no number"
    case (nil, let remaining?): return "\(remaining.count) left, \(day)"
    case (nil, nil): return "how many it grants and how many are left is not recorded"
    }
  }

  static func left(_ balance: KeyBalance) -> String? {
    guard let left = balance.left, left < 0 || balance.uncounted == 0 else { return nil }
    return left < 0
      ? "\(-left) too few for all machines, 0xC004C020"
      : "\(left) left once all machines are activated"
  }

  /// Where bindings do not say how many machines are activated, the worst is taken.
  static func condition(_ balance: KeyBalance) -> String? {
    guard balance.remaining != nil, !balance.isActivatedKnown, balance.needed > 0 else {
      return nil
    }
    return balance.activated == 0 ? "if none is yet" : "if no others are than the bindings say"
  }
}

/// A share as ten signs in brackets: `[########--]`.
enum Bar {
  private static let length = 10

  /// Empty only where nothing is there, full only where all is.
  static func text(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "[" + String(repeating: "-", count: length) + "]" }
    let share = Double(max(0, min(part, whole))) / Double(whole)
    var filled = Int((share * Double(length)).rounded())
    if part > 0 { filled = max(filled, 1) }
    if part < whole { filled = min(filled, length - 1) }
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: "-", count: length - filled) + "]"
  }
}
