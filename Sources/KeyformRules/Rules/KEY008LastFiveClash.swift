internal import KeyformCore

enum KEY008LastFiveClash: Rule {
  static let metadata = RuleMetadata(
    id: "KEY008", name: "last-five-clash", severity: .warning,
    what: "Two different keys do not share their last five characters.",
    why: "Inventories show those five alone, so it cannot be told which of the two a machine has.",
    fix: """
      Tell the two apart by the check value shown beside them, and by the Extended PID on machines; \
      ask Microsoft for another key where that is not enough.
      """,
    source: "VAMT introduction; keys of one group share their tail once in 243 times (measured)")

  static let checks: [RuleCheck] = [.repository(check)]

  private static func check(_ context: LintContext) -> [Finding] {
    let entries = context.inventory.keys.entries
    return TailTwin.all(context).compactMap { twin in
      // A second entry of one key is rule KEY007's.
      twin.same == nil
        ? finding(entries[twin.index], entries[twin.first], twin, context.state) : nil
    }
  }

  private static func finding(
    _ entry: Entry<ProductKey>, _ first: Entry<ProductKey>, _ twin: TailTwin, _ state: DesiredState
  ) -> Finding {
    func shown(_ index: Int) -> String {
      state.identity(at: index)?.description ?? "no check value recorded"
    }
    let advice =
      KeyComparison(twin.first, twin.index, state) == .different
      ? "An inventory that shows the last five characters takes one for the other: go by the check value."
      : "Without both check values it is not known whether they are one key: run `keyform record`."
    return Finding(
      entry, at: ["tail"], "two keys share their last five characters",
      "This one is \(shown(twin.index)), `\(first.name)` is \(shown(twin.first)). \(advice)",
      related: [.init(first, "the same last five characters")])
  }
}
