internal import ArgumentParser
internal import KeyformCore

/// What the command line asks of a plan.
struct PlanRequest {
  /// Patterns of addresses; empty: everything.
  let only: [String]
  /// Hazards that are allowed by name.
  let allowed: [Hazard]

  /// The part of the changes that is asked for. A pattern that fits no entry at all is a slip; one
  /// that fits entries which do not change asks for nothing.
  func part(of changes: [Change], among known: KnownEntries) throws -> PlanPart {
    if only.isEmpty { return PlanPart(changes) }
    let globs = only.map { Glob($0) }
    let idle = globs.first { glob in
      !changes.contains { glob.matches($0.address.description) } && !known.fits(glob)
    }
    if let idle {
      throw Failure(
        .usage, "--only '\(idle.pattern)' fits no entry of the files or the target",
        "Write addresses such as key/win11-mak or 'binding/berlin-*'.")
    }
    return PlanPart(changes) { address in
      globs.contains { $0.matches(address.description) }
    }
  }
}

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

  var request: PlanRequest { PlanRequest(only: only, allowed: allowed) }

  func validate() throws {
    let names = Hazard.allCases.map(\.rawValue)
    guard let unknown = allow.first(where: { !names.contains($0) }) else { return }
    let near = NearMiss.suggestion(for: unknown, in: names)
    throw ValidationError(
      """
      --allow knows no hazard `\(unknown)`\(near.map { "; did you mean `\($0)`?" } ?? ".") It takes \
      \(names.joined(separator: ", ")).
      """)
  }
}
