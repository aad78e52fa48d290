internal import KeyformCore
internal import KeyformRepository

/// What became of `waivers:`, by name.
struct WaiverGuards: GuardReading {
  let before: LoadedRepository
  let after: LoadedRepository

  var changes: [GuardChange] {
    let old = Dictionary(grouping: before.waivers, by: \.name)
    let new = Dictionary(grouping: after.waivers, by: \.name)
    let pairs = Set(old.keys).union(new.keys).sorted().flatMap { name in
      self.pairs(old[name] ?? [], new[name] ?? [])
    }
    return pairs.compactMap { was, now in
      guard let name = (now ?? was)?.name, let effect = Self.effect(was, now) else { return nil }
      return GuardChange(
        what: "waiver \(shown(name))",
        place: now.map { after.place(of: $0.origin) }
          ?? was.flatMap { before.place(of: $0.origin) },
        before: was.map(words), after: now.map(words), effect: effect)
    }
  }

  /// Of one name, which may stand in the sets of several targets: those of one file first, then the
  /// others in their order.
  private func pairs(_ old: [Waiver], _ new: [Waiver]) -> [(was: Waiver?, now: Waiver?)] {
    var left = old
    var pairs: [(was: Waiver?, now: Waiver?)] = new.map { now in
      let path = after.place(of: now.origin)?.file
      let index = left.firstIndex { before.place(of: $0.origin)?.file == path }
      return (index.map { left.remove(at: $0) }, now)
    }
    for index in pairs.indices where pairs[index].was == nil && !left.isEmpty {
      pairs[index].was = left.removeFirst()
    }
    return pairs + left.map { ($0, nil) }
  }

  /// Nil where it says the same.
  private static func effect(_ was: Waiver?, _ now: Waiver?) -> GuardChange.Effect? {
    guard let was else { return .loosens }
    guard let now else { return .tightens }
    let (old, new) = (Set(was.addresses), Set(now.addresses))
    if was.limit == now.limit, old == new, was.until == now.until {
      return was.reason.isExactly(now.reason) ? nil : .changes
    }
    if was.limit != now.limit || was.until < now.until || !new.isSubset(of: old) { return .loosens }
    return .tightens
  }

  private func words(_ waiver: Waiver) -> String {
    let addresses = shown(waiver.addresses.map(\.pattern)) ?? ""
    return """
      \(waiver.limit.text) does not count \(addresses) until \(waiver.until): \(shown(waiver.reason))
      """
  }
}
