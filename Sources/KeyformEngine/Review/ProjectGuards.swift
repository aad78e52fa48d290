internal import KeyformCore
internal import KeyformQuery
internal import KeyformRepository

/// What became of the guards of keyform.yaml, and of policies.
struct ProjectGuards: GuardReading {
  let before: LoadedRepository
  let after: LoadedRepository

  var changes: [GuardChange] {
    let (old, new) = (before.project, after.project)
    var changes = remembered
    if old.name != new.name, !old.name.isEmpty {
      changes.append(
        GuardChange(
          what: "project", place: place(inProject: ["project"]), before: shown(old.name),
          after: shown(new.name), effect: .changes))
    }
    changes += list("release", old.release.map(\.pattern), new.release.map(\.pattern))
    changes += domains
    changes += scope(["include"], "include", old.include, new.include)
    changes += imports + requirements + targets
    if old.defaultTarget != new.defaultTarget {
      changes.append(
        GuardChange(
          what: "defaultTarget",
          place: place(inProject: ["defaultTarget"], isGone: new.defaultTarget == nil),
          before: old.defaultTarget.map(shown), after: new.defaultTarget.map(shown),
          effect: .changes))
    }
    return changes
  }

  /// Limits, rules and policies: what a target remembers as well.
  private var remembered: [GuardChange] {
    let policies = RepositoryPolicies.policies(of: after).policies
    let former = RepositoryPolicies.policies(of: before).policies
    let metadata = Dictionary(
      RepositoryPolicies.builtIn([]).map { ($0.id, $0.severity) },
      uniquingKeysWith: { first, _ in first })
    return Guards(after).allChanges(since: Guards(before), standard: { metadata[$0] }) { guarded in
      switch guarded {
      case .limit(let subject): return (place(inProject: ["limits", subject.text]), nil)
      case .rule(let id): return (place(inProject: ["rules", id]), nil)
      case .policy(let id):
        let policy = policies.first { $0.metadata.id == id }
        let old = former.first { $0.metadata.id == id }
        guard let policy else { return (old.map { first(of: $0.path) }, nil) }
        return (first(of: policy.path), nil)
      case .text(let id):
        guard let policy = policies.first(where: { $0.metadata.id == id }),
          let old = former.first(where: { $0.metadata.id == id })
        else { return (nil, nil) }
        return (
          first(of: policy.path),
          TextDifference(from: Array(old.sql.utf8), to: Array(policy.sql.utf8), after.masking)
        )
      }
    }
  }

  private static func difference(
    _ old: [String], _ new: [String]
  ) -> (added: Set<Exact<String>>, removed: Set<Exact<String>>) {
    let (old, new) = (Set(old.map { Exact($0) }), Set(new.map { Exact($0) }))
    return (new.subtracting(old), old.subtracting(new))
  }

  /// A list in which what is added lets more pass.
  private func list(_ name: String, _ old: [String], _ new: [String]) -> [GuardChange] {
    let (added, removed) = Self.difference(old, new)
    if added.isEmpty, removed.isEmpty { return [] }
    return [
      GuardChange(
        what: name, place: place(inProject: [name], isGone: new.isEmpty), before: shown(old),
        after: shown(new), effect: .init(adding: added, removing: removed))
    ]
  }

  /// Where hosts may stand; none named: anywhere.
  private var domains: [GuardChange] {
    let (old, new) = (before.project.domains, after.project.domains)
    return list("domains", old, new).map { change in
      guard old.isEmpty || new.isEmpty else { return change }
      return GuardChange(
        what: change.what, place: change.place, before: change.before ?? "any",
        after: change.after ?? "any", effect: old.isEmpty ? .tightens : .loosens)
    }
  }

  /// Which files are read; none named: all. What is not read is not judged.
  private func scope(
    _ path: [String], _ name: String, _ old: [String], _ new: [String]
  ) -> [GuardChange] {
    let (added, removed) = Self.difference(old, new)
    if added.isEmpty, removed.isEmpty { return [] }
    let effect: GuardChange.Effect =
      old.isEmpty
      ? .loosens
      : new.isEmpty ? .tightens : .init(adding: added, removing: removed).reversed
    return [
      GuardChange(
        what: name, place: place(inProject: path, isGone: new.isEmpty),
        before: shown(old) ?? "all files", after: shown(new) ?? "all files", effect: effect)
    ]
  }

  private var imports: [GuardChange] {
    let old = Dictionary(
      before.project.imports.map { ($0.name, $0.path) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(
      after.project.imports.map { ($0.name, $0.path) }, uniquingKeysWith: { first, _ in first })
    return Set(old.keys).union(new.keys).sorted().compactMap { name in
      guard !old[name].isExactly(new[name]) else { return nil }
      return GuardChange(
        what: "import \(shown(name))",
        place: place(inProject: ["imports", name], isGone: new[name] == nil),
        before: old[name].map(shown), after: new[name].map(shown), effect: .changes)
    }
  }

  private var requirements: [GuardChange] {
    [Project.Requirement.Subject.keyform, .catalog].compactMap { subject in
      let old = before.project.requires.first { $0.subject == subject }
      let new = after.project.requires.first { $0.subject == subject }
      guard old != new else { return nil }
      let effect: GuardChange.Effect =
        if let old, let new {
          old.isMet(by: new.minimum) ? .tightens : .loosens
        } else {
          new == nil ? .loosens : .tightens
        }
      return GuardChange(
        what: "requires \(subject.rawValue)",
        place: place(inProject: ["requires", subject.rawValue], isGone: new == nil),
        before: old.map { ">=\(shown($0.minimum))" }, after: new.map { ">=\(shown($0.minimum))" },
        effect: effect)
    }
  }

  /// Where plans and applies go. Which of two databases is the more dangerous nobody can tell.
  private var targets: [GuardChange] {
    let (old, new) = (before.project.targets, after.project.targets)
    let names =
      new.map(\.name) + old.map(\.name).filter { name in !new.contains { $0.name == name } }
    return names.flatMap { name -> [GuardChange] in
      let was = old.first { $0.name == name }
      let now = new.first { $0.name == name }
      var changes: [GuardChange] = []
      // Nothing is planned or judged for one that is gone, unless it is only called otherwise.
      let isGone =
        now == nil
        && !new.contains { other in
          Optional(other.url).isExactly(was?.url) && !old.contains { $0.name == other.name }
        }
      if !(was?.url).isExactly(now?.url) {
        changes.append(
          GuardChange(
            what: "target \(shown(name))",
            place: place(inProject: ["targets", name, "url"], isGone: now == nil),
            before: was.map { shown($0.url) }, after: now.map { shown($0.url) },
            effect: isGone ? .loosens : .changes))
      }
      // A new name for a database takes the place of the one that is gone.
      let former =
        was
        ?? old.first { gone in
          gone.url.isExactly(now?.url ?? "") && !new.contains { $0.name == gone.name }
        }
      if let former, let now {
        changes += scope(
          ["targets", name, "include"], "include of target \(shown(name))", former.include,
          now.include)
      }
      return changes
    }
  }
}
