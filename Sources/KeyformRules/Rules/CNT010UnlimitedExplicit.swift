internal import KeyformCore

enum CNT010UnlimitedExplicit: Rule {
  static let metadata = RuleMetadata(
    id: "CNT010", name: "unlimited-explicit", severity: .error,
    what: "An unlimited `quantity` is the word unlimited, never 0, -1 or empty.",
    why: "Other tools mean unlimited, unknown or none by these: nobody can tell which was meant.",
    fix: "Write `quantity: unlimited`, the number of activations, or leave the field out.",
    source: "GLPI: -1 is unlimited; VAMT database schema: -1 is unknown",
    weight: .structural)

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.quantity])]

  private static func check(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    guard case .misstated(let text) = entry.value.quantity else { return nil }
    return Finding(
      entry, at: ["quantity"], "`quantity` is no number of activations",
      "It is \(text.isEmpty ? "an empty text" : "`\(text)`"). \(metadata.advice)")
  }
}
