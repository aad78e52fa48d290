package import KeyformCore

/// What became of guards, for people: it stands above all else that a report says of a change.
package enum GuardText {
  private static let most = 50
  private static let silencedShown = 10

  /// Nothing where no guard changes; `guards` come with those that loosen first. `silenced` are the
  /// findings that they hide.
  package static func add(
    _ guards: [GuardChange], silencing silenced: [Diagnostic] = [], to buffer: inout TextBuffer
  ) {
    add(guards, to: &buffer)
    add(silenced: silenced, to: &buffer)
  }

  private static func add(_ guards: [GuardChange], to buffer: inout TextBuffer) {
    if guards.isEmpty { return }
    let counts = GuardChange.Effect.allCases.compactMap { effect in
      let count = guards.count { $0.effect == effect }
      return count == 0 ? nil : "\(count) \(effect.participle)"
    }
    buffer.line("Guards: \(counts.joined(separator: ", "))", .strong)
    for change in guards.prefix(most) { add(change, to: &buffer) }
    let more = guards.count - most
    if more > 0 { buffer.line("  and \(more) more; --format json lists each of them", .faint) }
  }

  /// One line a rule and severity, errors first.
  private static func add(silenced: [Diagnostic], to buffer: inout TextBuffer) {
    for severity in Severity.allCases.reversed() {
      let found = silenced.filter { $0.severity == severity }
      let rules = Set(found.map(\.rule)).sorted()
      for rule in rules.prefix(silencedShown) {
        let ofRule = found.filter { $0.rule == rule }
        let subject =
          ofRule.count == 1
          ? ofRule.first.map { $0.address?.description ?? $0.summary } ?? ""
          : "\(ofRule.count) findings"
        buffer.hanging(
          "silenced by this change: \(rule), \(severity.rawValue): \(subject)", severity.paint)
      }
      let more = rules.count - silencedShown
      if more > 0 {
        buffer.line("  and \(severity.rawValue)s of \(counted(more, "rule")) more", .faint)
      }
    }
  }

  private static func add(_ change: GuardChange, to buffer: inout TextBuffer) {
    let place = change.place.map { "\($0.file):\($0.line) " } ?? ""
    buffer.hanging("\(change.effect.rawValue): \(place)\(change.shown)", change.effect.paint)
    guard let difference = change.difference else { return }
    for line in difference.lines {
      buffer.pad(6)
      buffer.line("\(line.sign.mark)\(line.text)", line.sign.paint)
    }
    if difference.leftOut > 0 {
      buffer.line("      and \(counted(difference.leftOut, "line")) more", .faint)
    }
  }
}

extension GuardChange.Effect {
  var participle: String {
    switch self {
    case .loosens: "loosened"
    case .changes: "changed"
    case .tightens: "tightened"
    }
  }

  fileprivate var paint: Paint {
    switch self {
    case .loosens: .bad
    case .changes: .caution
    case .tightens: .good
    }
  }
}

extension TextDifference.Sign {
  /// As `diff -u` has it.
  var mark: String {
    switch self {
    case .place: ""
    case .same: " "
    case .removed: "-"
    case .added: "+"
    }
  }

  fileprivate var paint: Paint {
    switch self {
    case .place: .advice
    case .same: .plain
    case .removed: .bad
    case .added: .good
    }
  }
}
