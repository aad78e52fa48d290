/// A guard that is not what it was, at the last apply or in another revision: what judges changes,
/// and so has to be looked at before them.
package struct GuardChange: Hashable, Sendable {
  package enum Effect: String, Hashable, Sendable, CaseIterable {
    /// Plans may do more than before, or less is judged.
    case loosens
    /// Which of the two cannot be told from the words.
    case changes
    case tightens
  }

  /// Such as `limit key.delete`, `rule LC002` or `policy ORG001`.
  package let what: String
  /// Where it stands, and where it stood if it is gone; nil where it is only known what it was.
  package let place: FileLocation?
  /// Nil: there was none.
  package let before: String?
  /// Nil: it is gone.
  package let after: String?
  package let effect: Effect
  /// Of a text, such as a policy's.
  package let difference: TextDifference?

  package init(
    what: String, place: FileLocation? = nil, before: String?, after: String?, effect: Effect,
    difference: TextDifference? = nil
  ) {
    self.what = what
    self.place = place
    self.before = before
    self.after = after
    self.effect = effect
    self.difference = difference
  }

  package var isLoosened: Bool { effect == .loosens }

  /// `limit key.delete: 25 % above 5 -> 90 % above 500`.
  package var shown: String {
    if difference != nil, before == nil, after == nil { return "\(what): other text" }
    return "\(what): \(before ?? "(none)") -> \(after ?? "(removed)")"
  }
}
