internal import KeyformCore

enum KEY007Duplicate: Rule {
  static let metadata = RuleMetadata(
    id: "KEY007", name: "duplicate", severity: .error,
    what: """
      One key value has one entry: a second one with another kind, other products or another \
      quantity is an error, an equal one a warning.
      """,
    why: """
      Two entries count one quota twice, and a rotation changes one of them. Other inventories \
      merge such rows silently.
      """,
    fix: """
      Keep one entry, name every product in it, and bind it as often as needed: one GVLK for \
      Windows 10 and 11 is one key with two bindings.
      """,
    source: "VAMT database schema: the key value is its primary key")

  static let checks: [RuleCheck] = [.repository(check)]

  private static func check(_ facts: LintContext) -> [Finding] {
    let entries = facts.inventory.keys.entries
    return TailTwin.all(facts).compactMap { twin in
      twin.same.map { finding(entries[twin.index], entries[$0]) }
    }
  }

  private static func finding(_ entry: Entry<ProductKey>, _ first: Entry<ProductKey>) -> Finding {
    let (own, other) = (entry.value, first.value)
    var facts: [String] = []
    if own.keyKind != other.keyKind { facts.append("kind") }
    if own.products != other.products { facts.append("products") }
    if own.quantity != other.quantity { facts.append("quantity") }
    let difference =
      facts.isEmpty
      ? "Both state the same facts: remove one of them and bind the other."
      : facts == ["products"]
        ? "They differ in products: keep one entry, name every product in it, and bind that."
        : "They differ in \(facts.joined(separator: ", ")): keep one entry that states what is true."
    let consequence =
      own.isSecret
      ? "Two entries count one quota twice, and a rotation changes one of them."
      : "A change to one of them leaves the other as it was."
    return Finding(
      entry,
      facts.isEmpty
        ? "the key has two equal entries" : "the key has two entries that contradict each other",
      "`\(first.name)` has the same value. \(consequence) \(difference)",
      severity: facts.isEmpty ? .warning : nil,
      related: [.init(first, "the same value stands here")])
  }
}
