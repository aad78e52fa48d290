internal import KeyformCore

/// Whether two keys with the same tail have the same value.
enum KeyComparison {
  case same, different
  /// A value could not be read and its check value is not recorded.
  case unknown

  /// Values are compared where both are known, else what is recorded of them.
  init(_ left: Int, _ right: Int, _ state: DesiredState) {
    if let left = state.material(at: left), let right = state.material(at: right) {
      self = left == right ? .same : .different
    } else if let left = state.identity(at: left), let right = state.identity(at: right) {
      self = left == right ? .same : .different
    } else {
      self = .unknown
    }
  }
}

/// A key that shares its tail with one before it in the files.
struct TailTwin {
  let index: Int
  /// The first key with the same value; nil: the values differ, or it is not known.
  let same: Int?
  /// The first key with the tail.
  let first: Int

  /// All of them, group by group. Values are found by hash: a group may be of any size.
  static func all(_ facts: LintContext) -> [TailTwin] {
    facts.values.sameTail.flatMap { group in
      var byValue: [KeyMaterial: Int] = [:]
      var byIdentity: [KeyIdentity: Int] = [:]
      return group.enumerated().compactMap { place, index -> TailTwin? in
        let value = facts.state.material(at: index)
        let identity = facts.state.identity(at: index)
        let candidate = value.flatMap { byValue[$0] } ?? identity.flatMap { byIdentity[$0] }
        let same = candidate.flatMap { KeyComparison($0, index, facts.state) == .same ? $0 : nil }
        if let value, byValue[value] == nil { byValue[value] = index }
        if let identity, byIdentity[identity] == nil { byIdentity[identity] = index }
        return place == 0 ? nil : TailTwin(index: index, same: same, first: group[0])
      }
    }
  }
}
