internal import KeyformCore
internal import KeyformRepository

/// Two states of a repository, compared set by set.
struct RepositoryComparing {
  private let before: ReviewRun.Side
  private let after: ReviewRun.Side
  private var base = Review.Base.read
  private var guards: [GuardChange] = []
  private var parts: [Review.Part] = []
  private var findings = Set<CausedFinding>()
  /// What of the files the sets take on both sides.
  private var compared: [(before: [String], after: [String])] = []

  /// Throws an ``UnsoundRepository`` where the structure after the change is broken.
  init(
    _ before: ReviewRun.Side, _ after: ReviewRun.Side, target: TargetRequest,
    _ threshold: SeverityThreshold
  ) throws {
    self.before = before
    self.after = after
    if !before.isThere { base = .absent }
    let sets = try Self.sets(before.repository.project, after, target)
    let checked = sets.map { set in
      let (new, old) = AllCores.both(
        { CheckedRepository(after.repository, include: set.after, after.context) },
        { CheckedRepository(before.repository, include: set.before, before.context) })
      return (after: new, before: old)
    }
    try after.context.checkCancelled()
    if let broken = checked.lazy.map(\.after).first(where: \.hasStructuralErrors) {
      throw UnsoundRepository(
        repository: after.repository, diagnostics: broken.diagnostics,
        ending: threshold.status(of: broken.diagnostics),
        note: "No diff: the repository has structural errors, which come first.")
    }
    // What the base never read together may be unsound, and says nothing of it.
    if base == .read {
      var own = zip(sets, checked).filter { $0.0.isOfBase }.map(\.1.before)
      if own.isEmpty { own = [CheckedRepository(before.repository, include: [], before.context)] }
      let problem = own.lazy.flatMap(\.diagnostics).first {
        $0.isStructural && $0.severity == .error
      }
      if let problem { base = .broken(problem.line) }
    }
    compared = sets.map { ($0.before, $0.after) }
    var comparison: GuardComparison?
    if isCompared { comparison = GuardComparison(from: before.repository, to: after.repository) }
    guards = comparison?.changes ?? []
    let restored =
      base == .read
      ? after.context.loader.restoring(after.repository, leftOutSince: before.repository) : nil
    for (set, checked) in zip(sets, checked) {
      compare(
        FormerGuards(
          before: checked.before, after: checked.after, restored: restored,
          include: (set.before, set.after),
          maySilenceOtherwise: comparison?.maySilenceOtherwise ?? false, context: after.context),
        for: set.targets,
        isNew: base == .absent || !set.isOfBase && checked.before.hasStructuralErrors)
      try after.context.checkCancelled()
    }
  }

  private var isCompared: Bool { if case .broken = base { false } else { true } }

  /// What targets take of the files. `isOfBase`: the base has such a target; else it is asked for the
  /// same part of its files.
  private struct TargetSet {
    var targets: [String]
    let before: [String]
    let after: [String]
    let isOfBase: Bool
  }

  /// What each target takes after the change, and before where it was there.
  private static func sets(
    _ before: Project, _ after: ReviewRun.Side, _ target: TargetRequest
  ) throws -> [TargetSet] {
    let project = after.repository.project
    func set(_ target: Project.Target, taking include: [String]) -> TargetSet {
      let former = former(target, in: before, beside: project)
      return TargetSet(
        targets: [target.name], before: former?.include ?? include, after: include,
        isOfBase: former != nil)
    }
    if !target.isEmpty {
      let include = try TargetChoice.include(target, of: project, after.context)
      let name = try target.single()?.name
      if let named = project.targets.first(where: { $0.name == name }) {
        return [set(named, taking: include)]
      }
      return [
        TargetSet(
          targets: name.map { [$0] } ?? [], before: include, after: include, isOfBase: true)
      ]
    }
    var sets: [TargetSet] = []
    for target in project.targets {
      let next = set(target, taking: target.include)
      if let index = sets.firstIndex(where: {
        $0.before == next.before && $0.after == next.after && $0.isOfBase == next.isOfBase
      }) {
        sets[index].targets.append(target.name)
      } else {
        sets.append(next)
      }
    }
    return sets.isEmpty ? [TargetSet(targets: [], before: [], after: [], isOfBase: true)] : sets
  }

  /// What a target was before: by its name, or by its URL where it was renamed.
  private static func former(
    _ target: Project.Target, in before: Project, beside after: Project
  ) -> Project.Target? {
    before.targets.first { $0.name == target.name }
      ?? before.targets.first { old in
        old.url.isExactly(target.url) && !after.targets.contains { $0.name == old.name }
      }
  }

  private mutating func compare(
    _ former: FormerGuards, for targets: [String], isNew: Bool
  ) {
    let (old, new) = (former.before, former.after)
    if !isCompared {
      findings.formUnion(new.diagnostics.map { CausedFinding($0, .new) })
      return
    }
    let rows = isNew ? Inventory.empty : old.assembled.state.inventory
    let state = new.assembled.state
    let renames = Renames(from: rows, to: state.inventory)
    let stored = StoredInventory(
      inventory: rows, materials: Array(repeating: nil, count: rows.keys.count), digestKey: nil,
      neighbours: OtherProjects(keys: old.assembled.state.imported, uses: []),
      catalog: before.repository.catalog.digest)
    let today = after.context.today
    let catalog = after.repository.catalog
    let changes = Difference.changes(
      from: stored, to: state.inventory, renames: renames,
      releasing: after.repository.project.release, catalog: catalog.digest, today: today)
    let pairs = InventoryPairs(rows, state.inventory, renames)
    // What was no repository had no guards.
    let hadGuards = base != .absent
    let (impact, unsilenced) = AllCores.both(
      {
        Impact(of: changes, from: stored, imported: state.imported, catalog: catalog, today: today)
      }, { hadGuards ? former.findings(of: changes, from: rows) : nil })
    let shift = Int32(after.repository.files.count)
    parts.append(
      Review.Part(
        targets: targets, changes: changes.map { $0.leaving(behind: shift) }, impact: impact,
        moved: pairs.moved(samePlaces)))
    findings.formUnion(
      CausedFinding.causes(
        before: isNew ? [] : old.diagnostics,
        after: Diagnostic.weighed(new.diagnostics, on: changes),
        unsilenced: unsilenced,
        renamed: pairs.renamed))
  }

  /// For each file before the place that the file of that path has after; -1: none.
  private var samePlaces: [Int32] {
    let places = Dictionary(
      after.repository.files.enumerated().map { ($0.element.path, Int32($0.offset)) },
      uniquingKeysWith: { first, _ in first })
    return before.repository.files.map { places[$0.path] ?? -1 }
  }

  func review(
    of sources: ComparedSources, _ untracked: UntrackedFiles, formerFolder: String?
  ) -> Review {
    let repository = after.repository
    let former = before.repository.project.name
    return Review(
      guards: guards, project: repository.project.name,
      formerProject: base == .read && former != repository.project.name ? former : nil,
      formerFolder: formerFolder,
      before: Review.Side(
        name: sources.before.name, commit: sources.before.commit,
        isMergeBase: sources.before.isMergeBase),
      after: sources.after.map { Review.Side(name: $0.name, commit: $0.commit) } ?? .files,
      base: base, parts: parts, findings: placed(findings).sorted(by: CausedFinding.inOrder),
      secrets: Review.AwaitedSecret.all(of: parts.flatMap(\.changes)).sorted {
        $0.address < $1.address
      },
      files: repository.files.map(\.path) + before.repository.files.map(\.path),
      respelt: base == .read ? respelt : [], untracked: untracked.untracked,
      ignored: untracked.ignored, today: after.context.today)
  }

  /// Findings that the change brings or silences, at lines that it writes where they name any.
  private func placed(_ findings: Set<CausedFinding>) -> [CausedFinding] {
    let caused = findings.filter { $0.cause == .new || $0.cause == .silenced }
    let places = caused.flatMap { finding -> [FileLocation?] in
      [finding.diagnostic.place] + finding.diagnostic.related.map(\.place)
    }
    let paths = Set(places.compactMap { $0?.file })
    let old = before.repository.readFiles
    let lines = ChangedLines(
      after.repository.readFiles.filter { paths.contains($0.path) }.map { file in
        let former = old.first { $0.path == file.path } ?? old.first { $0.bytes == file.bytes }
        return (file.path, former?.bytes, file.bytes)
      })
    return findings.map { finding in
      caused.contains(finding)
        ? CausedFinding(finding.diagnostic.placed(in: lines), finding.cause) : finding
    }
  }

  /// Files of entries with other bytes, of which no entry changed.
  private var respelt: [String] {
    let old = before.repository.files
    let new = after.repository.files
    // What an entry says of its own judgement is no field of it, and no spelling either.
    var touched = Set(guards.compactMap { $0.place?.file })
    let paths = new.map(\.path) + old.map(\.path)
    for change in parts.flatMap(\.changes) {
      for entity in [change.before, change.after] {
        guard let entity, paths.indices.contains(Int(entity.origin.file)) else { continue }
        touched.insert(paths[Int(entity.origin.file)])
      }
    }
    let known = Dictionary(
      old.prefix(before.repository.resourceCount).map { ($0.path, $0.bytes) },
      uniquingKeysWith: { first, _ in first })
    return new.prefix(after.repository.resourceCount).compactMap { file in
      guard let bytes = known[file.path], bytes != file.bytes, !touched.contains(file.path),
        compared.contains(where: { set in
          RepositoryLoader.takes(file.path, set.before)
            && RepositoryLoader.takes(file.path, set.after)
        })
      else { return nil }
      return file.path
    }
  }
}

extension Diagnostic {
  /// Where it is and what it says, as one line.
  var line: String {
    let place = place.map { "\($0.file):\($0.line): " } ?? ""
    return "\(place)\(summary) (\(rule))"
  }
}
