internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine

/// Options of every command that makes a plan.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Plan all, take the part with these addresses; may be repeated.", valueName: "glob"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Allow one of the plan's hazards, such as deletes-key; may be repeated.",
      valueName: "hazard"))
  var allow: [String] = []

  /// Each once, in the order of all hazards.
  var allowed: [Hazard] { Hazard.allCases.filter { allow.contains($0.rawValue) } }

  var selection: PlanSelection { PlanSelection(only: only, allowed: allowed) }

  func validate() throws {
    let names = Hazard.allCases.map(\.rawValue)
    guard let unknown = allow.first(where: { !names.contains($0) }) else { return }
    let near = SpellingSuggestion.suggestion(for: unknown, in: names)
    throw ValidationError(
      """
      --allow knows no hazard `\(unknown)`\(near.map { "; did you mean `\($0)`?" } ?? ".") It takes \
      \(names.joined(separator: ", ")).
      """)
  }
}
