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
