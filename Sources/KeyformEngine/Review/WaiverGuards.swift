internal import KeyformCore
internal import KeyformRepository

/// What became of `waivers:`, by name.
struct WaiverGuards: GuardReading {
  let before: LoadedRepository
  let after: LoadedRepository

  var changes: [GuardChange] {
    let (old, new) = (before.waivers, after.waivers)
    let namesakes = Namesakes(
      old.lazy.map(\.name), in: { before.place(of: old[$0].origin)?.file },
      new.lazy.map(\.name), in: { after.place(of: new[$0].origin)?.file }, former: { _ in nil })
    let pairs: [(was: Waiver?, now: Waiver?)] =
      zip(namesakes.partners, new).map { ($0.map { old[$0] }, $1) }
      + namesakes.left.map { (old[$0], nil) }
    let named = Dictionary(grouping: pairs) { ($0.now ?? $0.was)?.name ?? "" }
    return named.keys.sorted().flatMap { named[$0] ?? [] }.compactMap { was, now in
      guard let name = (now ?? was)?.name, let effect = Self.effect(was, now) else { return nil }
      return GuardChange(
        what: "waiver \(shown(name))",
        place: now.map { after.place(of: $0.origin) }
          ?? was.flatMap { before.place(of: $0.origin) },
        before: was.map(words), after: now.map(words), effect: effect)
    }
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
