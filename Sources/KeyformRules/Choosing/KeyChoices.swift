package import KeyformCore

/// The keys that are for a product: those of the repository, those that other projects share, and
/// published ones that nobody has an entry for.
package enum KeyChoices {
  /// The best first: what can be used as it is, then what needs no counting, then what has most
  /// left.
  package static func all(_ question: KeyQuestion, _ context: LintContext) -> [KeyChoice] {
    let cover = ServiceCover(of: question.product, context.activation)
    var choices: [KeyChoice] = []
    for (index, entry) in context.inventory.keys.entries.enumerated() {
      let use = KeyUsability(entry.value, at: index, question, cover, context)
      if let choice = use.choice(from: .entry(entry.origin)) { choices.append(choice) }
    }
    for project in context.state.imported.keys.sorted() {
      for entry in context.state.imported[project]?.entries ?? []
      where entry.value.sharedWith.contains(where: { Glob($0).matches(context.state.project) }) {
        // Those that a binding refers to stand behind the inventory's keys.
        let index = context.keys.indices.dropFirst(context.inventory.keys.count)
          .first { context.keys[$0] === entry }
        let use = KeyUsability(entry.value, at: index, question, cover, context)
        if let choice = use.choice(from: .project(project)) { choices.append(choice) }
      }
    }
    return (choices + published(question, cover, context)).sorted(by: isBetter)
  }

  private static func published(
    _ question: KeyQuestion, _ cover: ServiceCover, _ context: LintContext
  ) -> [KeyChoice] {
    let own = Set(context.inventory.keys.entries.compactMap(\.value.publicValue))
    return [KeyKind.gvlk, .avma].flatMap { kind in
      context.catalog.publicKeys(
        kind: kind, product: question.product, release: question.release
      ).filter { !own.contains($0.value) }.compactMap { known -> KeyChoice? in
        var key = ProductKey(name: "")
        key.keyKind = kind
        key.products = [question.product]
        key.publicValue = known.value
        key.tail = known.value.tail
        key.check = KeyCheck(of: known.value)
        return KeyUsability(key, at: nil, question, cover, context).choice(from: .catalogue)
      }
    }
  }

  private static func isBetter(_ left: KeyChoice, _ right: KeyChoice) -> Bool {
    func order(_ choice: KeyChoice) -> (Int, Int, Int, Int) {
      let source =
        switch choice.source {
        case .entry: 0
        case .project: 1
        case .catalogue: 2
        }
      let supply = choice.supply
      let left = supply.map { $0.isUnlimited ? Int.max : $0.left ?? 0 } ?? 0
      return (rank(choice.verdict), rank(choice.key.keyKind), -max(left, -Int.max), source)
    }
    let (one, other) = (order(left), order(right))
    if one != other { return one < other }
    let names = (left.reference?.description ?? "", right.reference?.description ?? "")
    if names.0 != names.1 { return names.0 < names.1 }
    return (left.key.tail?.text ?? "") < (right.key.tail?.text ?? "")
  }

  private static func rank(_ verdict: KeyChoice.Verdict) -> Int {
    switch verdict {
    case .yes: 0
    case .conditional: 1
    case .no: 2
    }
  }

  /// Keys that cost nothing before those that are counted, single licences last.
  private static func rank(_ kind: KeyKind?) -> Int {
    switch kind {
    case .gvlk: 0
    case .avma: 1
    case .mak: 2
    case .setupDefault: 3
    case .retail: 4
    case .oem: 5
    case .esuMAK: 6
    case .csvlk: 7
    case nil: 8
    }
  }
}
