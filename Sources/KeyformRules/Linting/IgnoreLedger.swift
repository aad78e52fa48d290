package import KeyformCore

/// Applies `ignore:` of every entry, and finds those that are expired, unused or unknown.
struct IgnoreLedger {
  private struct Line {
    let ignore: Ignore
    let result: (RuleMetadata) -> LintResult?
    /// False where the rule could not look: then nothing can be said of its use.
    let isChecked: Bool
    var isUsed = false
  }

  private let today: CalendarDate
  private let policies: PolicyFindings
  /// Ids that may stand in `ignore:`.
  private let adjustable: Set<String>
  private var lines: [Line] = []
  private var linesByAddress: [Address: Range<Int>] = [:]

  /// `silencers` are the entries with `ignore:`.
  init(_ silencers: [LintOutcome.Silencer], _ context: LintContext, _ policies: PolicyFindings) {
    today = context.today
    self.policies = policies
    adjustable = Self.builtIn.union(policies.rules.map(\.id))
    for silencer in silencers { note(silencer.kind.type, silencer.index, context) }
  }

  /// Rules that say nothing while a secret is not read.
  private static func needsValue(_ rule: String) -> Bool {
    rule.hasPrefix("KEY") || rule == KIND002CatalogueAgrees.metadata.id
  }

  private mutating func note<Value: Managed>(
    _ type: Value.Type, _ index: Int, _ context: LintContext
  ) {
    let entry = context.state.inventory[type].entries[index]
    var wasLookedAt = true
    if Value.kind == .key {
      switch context.state.secrets[index] {
      case .unreadable, .notOpened: wasLookedAt = false
      case .notNeeded, .read, .flawed: break
      }
    }
    let start = lines.count
    for ignore in entry.ignores {
      lines.append(
        Line(
          ignore: ignore,
          result: { [adjustable] metadata in
            let (summary, detail) = Self.words(metadata, ignore, adjustable)
            let finding = Finding(entry, at: ["ignore", ignore.rule], summary, detail)
            return LintResult(metadata, finding, context.settings)
          },
          isChecked: (wasLookedAt || !Self.needsValue(ignore.rule))
            && !policies.unchecked.contains(ignore.rule)))
    }
    linesByAddress[entry.value.address] = start..<lines.count
  }

  /// The results that are not silenced, and what is to be said of the ignores, by entry.
  mutating func settle(_ results: [LintResult]) -> [LintResult] {
    guard !lines.isEmpty else { return results }
    var kept = results.filter { !silences($0) }
    kept += lines.compactMap { line in problem(of: line).flatMap(line.result) }
    return kept
  }

  private func problem(of line: Line) -> RuleMetadata? {
    guard adjustable.contains(line.ignore.rule) else { return IgnoreRules.unknown }
    if isExpired(line.ignore) { return IgnoreRules.expired }
    return line.isUsed || !line.isChecked ? nil : IgnoreRules.unused
  }

  private mutating func silences(_ result: LintResult) -> Bool {
    guard result.metadata.weight != .structural,
      let address = result.finding.address, let range = linesByAddress[address]
    else { return false }
    for index in range
    where lines[index].ignore.rule == result.metadata.id && !isExpired(lines[index].ignore) {
      lines[index].isUsed = true
      return true
    }
    return false
  }

  private func isExpired(_ ignore: Ignore) -> Bool { ignore.until.map { $0 < today } ?? false }

  private static let builtIn: Set<String> = Set(
    AllRules.list.lazy.filter { !AllRules.judgesPlans($0) }.map { $0.metadata }
      .filter { $0.weight != .structural }.map(\.id))

  private static func words(
    _ metadata: RuleMetadata, _ ignore: Ignore, _ adjustable: Set<String>
  ) -> (String, String) {
    switch metadata.id {
    case IgnoreRules.expired.id:
      let day = ignore.until?.description ?? ""
      return (
        "the `ignore` of \(ignore.rule) has expired",
        "It held up to \(day). Settle the finding and remove the line, or set a later `until`."
      )
    case IgnoreRules.unused.id:
      return (
        "the `ignore` of \(ignore.rule) silences nothing",
        "\(ignore.rule) has no finding here: remove the line, or it hides the next mistake."
      )
    default:
      if let known = AllRules.list.first(where: { $0.metadata.id == ignore.rule }) {
        return (
          "\(ignore.rule) cannot be silenced",
          AllRules.judgesPlans(known)
            ? "It judges a plan, and what it finds passes with that: remove the line."
            : "It is a structural error: nothing can be planned from the entry. Correct the entry."
        )
      }
      let near = SpellingSuggestion.suggestion(for: ignore.rule, in: adjustable.sorted())
      return (
        "there is no rule \(ignore.rule) to silence" + (near.map { "; did you mean \($0)?" } ?? ""),
        "Write the id of a rule, such as LC002; `keyform explain ID` says what it checks."
      )
    }
  }
}

/// What the linter itself says of `ignore:` on an entry.
package enum IgnoreRules {
  package static let expired = RuleMetadata(
    id: "IGN001", name: "ignore-expired", severity: .warning,
    what: "An `ignore` holds up to its `until` day.",
    why:
      "The exception was granted for a time; the finding is shown again and nobody meant it to be silent.",
    fix: "Settle the finding, or set a later `until` with the reason for it.",
    source: "Keyform, file format: `ignore`")

  package static let unused = RuleMetadata(
    id: "IGN002", name: "ignore-unused", severity: .warning,
    what: "An `ignore` silences a finding.",
    why: "One that silences nothing hides the next mistake of that kind.",
    fix: "Remove it.",
    source: "Keyform, file format: `ignore`")

  package static let unknown = RuleMetadata(
    id: "IGN003", name: "ignore-unknown", severity: .error,
    what: "An `ignore` names a rule that may be silenced.",
    why:
      "A misspelt id silences nothing, and structural errors cannot be silenced: nothing could be planned.",
    fix: "Correct the id (`keyform explain ID` knows every rule), or correct the entry.",
    source: "Keyform, file format: `ignore`")

  package static let all = [expired, unused, unknown]
}
