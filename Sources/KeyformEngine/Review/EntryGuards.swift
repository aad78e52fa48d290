internal import KeyformCore
internal import KeyformRepository

/// What became of what entries say of their own judgement: `ignore`, `protected`, `sharedWith`, and
/// where a secret is read from.
///
/// What goes with its entry is no change of a guard, and of a new one only that it silences rules
/// or reads a secret from outside the repository.
struct EntryGuards: GuardReading {
  let before: LoadedRepository
  let after: LoadedRepository
  /// Of files that are not alike, as far as they may say something else.
  private let entries: [GuardedEntry]
  private let old: [GuardedEntry]

  init(before: LoadedRepository, after: LoadedRepository) {
    self.before = before
    self.after = after
    (old, entries) = LoadedRepository.guardedEntries(before: before, after: after)
  }

  /// Whether an entry may silence other rules than before; else all entries silence the same.
  var maySilenceOtherwise: Bool {
    entries.contains { !$0.ignores.isEmpty } || old.contains { !$0.ignores.isEmpty }
  }

  var changes: [GuardChange] {
    if !entries.contains(where: \.saysAnything), !old.contains(where: \.saysAnything) { return [] }
    let namesakes = Namesakes(
      old.lazy.map { $0.address }, in: { before.place(of: old[$0].origin)?.file },
      entries.lazy.map { $0.address }, in: { after.place(of: entries[$0].origin)?.file },
      former: { entries[$0].formerAddress })
    var changes: [GuardChange] = []
    for (entry, partner) in zip(entries, namesakes.partners) {
      let was = partner.map { old[$0] }
      if let was, was.saysTheSame(as: entry) { continue }
      changes += ignores(was, entry)
      changes += secret(was, entry)
      if let was { changes += protection(was, entry) + sharing(was, entry) }
    }
    return changes
  }

  private func place(_ entry: GuardedEntry, _ field: [String]) -> FileLocation? {
    after.places.place(entry.origin, entry.address, field)
  }

  private func place(_ was: GuardedEntry?, gone field: [String]) -> FileLocation? {
    was.flatMap { before.places.place($0.origin, $0.address, field) }
  }

  private func ignores(_ was: GuardedEntry?, _ now: GuardedEntry) -> [GuardChange] {
    let old = was?.ignores ?? []
    if old == now.ignores { return [] }
    let rules = Set((old + now.ignores).map(\.rule)).sorted()
    return rules.compactMap { rule in
      let former = old.first { $0.rule == rule }
      let next = now.ignores.first { $0.rule == rule }
      guard former != next else { return nil }
      let effect: GuardChange.Effect =
        if let former, let next {
          former.until == next.until
            ? .changes : isLater(next.until, than: former.until) ? .loosens : .tightens
        } else {
          former == nil ? .loosens : .tightens
        }
      return GuardChange(
        what: "ignore \(shown(rule)) on \(now.address)",
        place: next == nil ? place(was, gone: ["ignore", rule]) : place(now, ["ignore", rule]),
        before: former.map(words), after: next.map(words), effect: effect)
    }
  }

  /// Nil: no end.
  private func isLater(_ day: CalendarDate?, than other: CalendarDate?) -> Bool {
    guard let other else { return false }
    return day.map { $0 > other } ?? true
  }

  private func words(_ ignore: Ignore) -> String {
    let end = ignore.until.map { "until \($0)" } ?? "without end"
    return ignore.reason.map { "\(end): \(shown($0))" } ?? end
  }

  private func protection(_ was: GuardedEntry, _ now: GuardedEntry) -> [GuardChange] {
    if was.isProtected == now.isProtected { return [] }
    return [
      GuardChange(
        what: "protected of \(now.address)",
        place: place(now, ["protected"]), before: was.isProtected ? "true" : "false",
        after: now.isProtected ? "true" : "false", effect: now.isProtected ? .tightens : .loosens)
    ]
  }

  private func sharing(_ was: GuardedEntry, _ now: GuardedEntry) -> [GuardChange] {
    let (old, new) = (Set(was.sharedWith.map { Exact($0) }), Set(now.sharedWith.map { Exact($0) }))
    if old == new { return [] }
    return [
      GuardChange(
        what: "sharedWith of \(now.address)", place: place(now, ["sharedWith"]),
        before: shown(was.sharedWith), after: shown(now.sharedWith),
        effect: .init(adding: new.subtracting(old), removing: old.subtracting(new)))
    ]
  }

  private func secret(_ was: GuardedEntry?, _ now: GuardedEntry) -> [GuardChange] {
    guard was?.secret != now.secret else { return [] }
    let isOutside = now.secret?.leadsOutside ?? false
    // Where the secrets of new keys are, is told with those keys.
    if was == nil, !isOutside { return [] }
    return [
      GuardChange(
        what: "secret of \(now.address)", place: place(now, ["secret"]),
        before: was?.secret.map(words), after: now.secret.map(words),
        effect: isOutside && !(was?.secret?.leadsOutside ?? false) ? .loosens : .changes)
    ]
  }

  private func words(_ secret: SecretReference) -> String {
    switch secret {
    case .environment(let name): "environment variable \(shown(name))"
    case .file(let path): "file \(shown(path))"
    case .entry(let path, let name): "line \(shown(name)) of file \(shown(path))"
    }
  }
}

extension SecretReference {
  /// Whether it is a file whose path leads out of the repository by its words alone.
  fileprivate var leadsOutside: Bool {
    switch self {
    case .environment: false
    case .file(let path), .entry(let path, _):
      path.hasPrefix("/") || path.split(separator: "/").contains("..")
    }
  }
}
