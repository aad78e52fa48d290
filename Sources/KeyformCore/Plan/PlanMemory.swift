/// What a plan means for what the target remembers: what it goes against, and what is worth a word.
package struct PlanMemory: Hashable, Sendable {
  /// Nil where both are one repository, and where nobody can tell.
  package let takeover: RepositoryComparison?
  /// Where the target remembers a repository, and nobody can tell whether it is the plan's: no
  /// hazard, but no clean answer either. Nil of a plan without changes, which takes nothing over.
  package let uncompared: RepositoryComparison?
  /// Guards that are not as they were, loosened or not.
  package let guards: [GuardChange]
  /// Rows that get back what an undo took away, by kind and name.
  package let writtenAgain: [WrittenAgain]
  /// Names of other projects whose rows were last applied from this repository.
  package let formerNames: [String]
  /// Where changes come from, as far as journal and version control tell, in the order of the plan.
  package let origins: [RowOrigin]

  package init(
    takeover: RepositoryComparison?, uncompared: RepositoryComparison? = nil,
    guards: [GuardChange], writtenAgain: [WrittenAgain], formerNames: [String],
    origins: [RowOrigin] = []
  ) {
    self.takeover = takeover
    self.uncompared = uncompared
    self.guards = guards
    self.writtenAgain = writtenAgain
    self.formerNames = formerNames
    self.origins = origins
  }

  package static let none = PlanMemory(
    takeover: nil, guards: [], writtenAgain: [], formerNames: [])

  package var isEmpty: Bool { self == .none }

  /// The rows in which it takes something back.
  package var takenBack: Set<Address> {
    Set(writtenAgain.map(\.address) + origins.filter(\.takesBackCommit).map(\.address))
  }

  /// Whether it takes back what another commit's change set wrote.
  package var takesBackCommits: Bool { origins.contains { $0.takesBackCommit } }

  /// How often the plan goes against it.
  package func count(of hazard: Hazard) -> Int {
    switch hazard {
    case .takesOverProject: takeover == nil ? 0 : 1
    case .loosensGuards: guards.count { $0.isLoosened }
    case .takesBack: writtenAgain.count + origins.count { $0.takesBackCommit }
    case .deletesKey, .rotatesKey, .unbindsActivation, .takesOverRow, .changesTargetSchema: 0
    }
  }

  /// What a reviewer has to know of the hazard, a sentence each; empty for those of changes.
  package func details(of hazard: Hazard) -> [String] {
    switch hazard {
    case .takesOverProject: takeover.map { [$0.shownAsOther] } ?? []
    case .loosensGuards: guards.filter(\.isLoosened).map(\.shown)
    case .takesBack:
      writtenAgain.map(\.shown) + origins.filter(\.takesBackCommit).map(\.shown)
    case .deletesKey, .rotatesKey, .unbindsActivation, .takesOverRow, .changesTargetSchema: []
    }
  }
}

extension PlanMemory {
  /// A sentence or more for each of these hazards of a plan.
  package func reasons(for hazards: [Hazard]) -> [String] {
    hazards.flatMap { hazard in
      let details = details(of: hazard)
      return (details.isEmpty ? [hazard.meaning] : details).map { "\(hazard.rawValue): \($0)" }
    }
  }
}

extension WrittenAgain {
  /// `key/mak (quantity): change set 3 was undone as change set 4 of … by anna; revert it in git or
  /// it comes back`.
  package var shown: String {
    let what = fields.isEmpty ? "" : " (\(fields.joined(separator: ", ")))"
    return """
      \(address)\(what): change set \(undo.undoOf) was undone as \(undo.writer.shown); revert it \
      in git or it comes back
      """
  }
}

/// What an apply or its plan says of itself, to be held against what the target remembers.
package struct MemoryClaim: Sendable {
  /// Kept with the change set.
  package let memory: ProjectMemory
  /// The severity that a built-in rule has without a word; nil for what is none.
  package let standard: @Sendable (String) -> Severity?
  /// Whether the clone that it comes from lacks older commits.
  private let isShallow: Bool

  package init(
    memory: ProjectMemory, isShallow: Bool = false,
    standard: @escaping @Sendable (String) -> Severity?
  ) {
    self.memory = memory
    self.isShallow = isShallow
    self.standard = standard
  }

  /// The same judgement for a plan and for the apply that carries it out, which asks again.
  /// `leadsToChanges`: whether rows are to be written.
  package func judge(
    _ remembered: TargetMemory, leadsToChanges: Bool, writtenAgain: [WrittenAgain],
    origins: [RowOrigin] = []
  ) -> PlanMemory {
    let mine = memory.repository
    var (takeover, uncompared): (RepositoryComparison?, RepositoryComparison?)
    if let last = remembered.last?.repository, !last.isUnknown {
      let both = RepositoryComparison(before: last, after: mine, isShallow: isShallow)
      switch last.agrees(with: mine) {
      case true?: break
      case false?: takeover = leadsToChanges || both.hasComparedRoots ? both : nil
      case nil: uncompared = leadsToChanges ? both : nil
      }
    }
    var guards: [GuardChange] = []
    if let last = remembered.last?.guards {
      guards = memory.guards?.changes(since: last, standard: standard) ?? []
    }
    return PlanMemory(
      takeover: takeover, uncompared: uncompared, guards: guards, writtenAgain: writtenAgain,
      formerNames: remembered.others.filter { $0.repository.agrees(with: mine) == true }
        .map(\.name), origins: origins)
  }
}
