/// What a plan does to the activations of one key.
package struct KeyImpact: Hashable, Sendable {
  /// As this project refers to it; of a renamed key the new name.
  package let key: KeyReference
  package let kind: KeyKind
  /// Nil: there was no such key.
  package let before: KeyBalance?
  /// Nil: there is none any more.
  package let after: KeyBalance?
  /// Names of this project's activation bindings, of both sides, in byte order.
  package let bindings: [String]
  /// Rows of other projects that count as well, in words.
  package let others: [String]

  package init(
    key: KeyReference, kind: KeyKind, before: KeyBalance?, after: KeyBalance?, bindings: [String],
    others: [String]
  ) {
    self.key = key
    self.kind = kind
    self.before = before
    self.after = after
    self.bindings = bindings
    self.others = others
  }

  /// How many activations are missing once the plan is applied; 0 where none are.
  package var shortage: Int {
    guard let after, after.state == .active else { return 0 }
    return max(0, -(after.left ?? 0))
  }
}

/// Works out what becomes of the activations of the keys that a plan concerns.
struct KeyImpacts {
  private let rows: ImpactRows
  private let before: ResolvedInventory
  private let after: ResolvedInventory
  /// What other projects use, by key; the same on both sides.
  private let uses: [KeyReference: [CrossProjectUse]]

  init(
    _ rows: ImpactRows, before: ResolvedInventory, after: ResolvedInventory,
    _ neighbours: OtherProjects
  ) {
    self.rows = rows
    self.before = before
    self.after = after
    let uses =
      rows.adopted.isEmpty
      ? neighbours.uses
      // They are on both sides already, as rows of this project.
      : neighbours.uses.filter { !($0.project.isEmpty && rows.adopted.contains($0.address)) }
    self.uses = Dictionary(grouping: uses, by: \.key)
  }

  func all(_ scope: ImpactScope) -> [KeyImpact] {
    var impacts: [KeyImpact] = []
    var isMet = [Bool](repeating: false, count: before.keys.count)
    var cursor = EntryCursor(before.inventory.keys)
    for index in after.keys.indices {
      let partner = partner(of: index, &cursor)
      guard scope.after.keys[index] || partner.map({ scope.before.keys[$0] }) ?? false else {
        continue
      }
      if let partner { isMet[partner] = true }
      append(after.reference(ofKey: index), partner, index, to: &impacts)
    }
    let kept = impacts.count
    for index in before.keys.indices where scope.before.keys[index] && !isMet[index] {
      append(before.reference(ofKey: index), index, nil, to: &impacts)
    }
    // Keys come in order; only those that go stand behind.
    if impacts.count > kept { impacts.sort { $0.key < $1.key } }
    return impacts
  }

  private func partner(of index: Int, _ cursor: inout EntryCursor<ProductKey>) -> Int? {
    let reference = after.reference(ofKey: index)
    guard reference.project == nil else { return before.foreignIndex(reference) }
    return cursor.index(of: rows.formerName(.key, reference.name))
  }

  private func append(
    _ reference: KeyReference, _ first: Int?, _ second: Int?, to impacts: inout [KeyImpact]
  ) {
    let former =
      reference.project == nil
      ? KeyReference(name: rows.formerName(.key, reference.name)) : reference
    let uses = self.uses.isEmpty ? [] : self.uses[former] ?? []
    let (old, oldNames) = balance(before, former, first, uses)
    let (new, newNames) = balance(after, reference, second, uses)
    guard
      let kind = second.flatMap({ after.keys[$0].value.keyKind })
        ?? first.flatMap({ before.keys[$0].value.keyKind }), kind.isCounted, old != new,
      old?.state == .active || new?.state == .active,
      old?.saysAnything ?? false || new?.saysAnything ?? false
    else { return }
    impacts.append(
      KeyImpact(
        key: reference, kind: kind, before: old, after: new,
        bindings: Self.merged(oldNames, newNames),
        others: uses.filter { $0.use.contains(.activation) }.sorted().map(\.shown)))
  }

  private func balance(
    _ side: ResolvedInventory, _ reference: KeyReference, _ index: Int?, _ uses: [CrossProjectUse]
  ) -> (KeyBalance?, names: [String]) {
    var need = ActivationNeed()
    var names: [String] = []
    if let index {
      need = ActivationNeed(ofKey: index, side)
      names = side.bindingsOfKey[index].map(side.binding)
        .filter { $0.use.contains(.activation) }.map(\.name)
    }
    guard let key = index.map({ side.keys[$0].value }) ?? side.key(reference) else {
      return (nil, names)
    }
    for use in uses { need.add(use) }
    return (KeyBalance(key, need), names)
  }

  /// Both lists are in byte order.
  static func merged(_ left: [String], _ right: [String]) -> [String] {
    if left.isEmpty || left == right { return right }
    if right.isEmpty { return left }
    return Set(left).union(right).sorted()
  }
}
