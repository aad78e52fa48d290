/// What a plan means for what the target remembers: what it goes against, and what is worth a word.
package struct PlanMemory: Hashable, Sendable {
  package struct Takeover: Hashable, Sendable {
    /// The repository of the last apply.
    package let before: RepositoryIdentity
    /// The one that the plan comes from.
    package let after: RepositoryIdentity

    package init(before: RepositoryIdentity, after: RepositoryIdentity) {
      self.before = before
      self.after = after
    }
  }

  /// Nil where both are one repository, and where nobody can tell.
  package let takeover: Takeover?
  /// Guards that are not as they were, loosened or not.
  package let guards: [GuardChange]
  /// Rows that get back what an undo took away, by kind and name.
  package let writtenAgain: [WrittenAgain]
  /// Names of other projects whose rows were last applied from this repository.
  package let formerNames: [String]

  package init(
    takeover: Takeover?, guards: [GuardChange], writtenAgain: [WrittenAgain], formerNames: [String]
  ) {
    self.takeover = takeover
    self.guards = guards
    self.writtenAgain = writtenAgain
    self.formerNames = formerNames
  }

  package static let none = PlanMemory(
    takeover: nil, guards: [], writtenAgain: [], formerNames: [])

  package var isEmpty: Bool { self == .none }

  /// How often the plan goes against it.
  package func count(of hazard: Hazard) -> Int {
    switch hazard {
    case .takesOverProject: takeover == nil ? 0 : 1
    case .loosensGuards: guards.count { $0.isLoosened }
    case .takesBack: writtenAgain.count
    case .deletesKey, .rotatesKey, .unbindsActivation, .takesOverRow, .changesTargetSchema: 0
    }
  }

  /// What a reviewer has to know of the hazard, a sentence each; empty for those of changes.
  package func details(of hazard: Hazard) -> [String] {
    switch hazard {
    case .takesOverProject:
      takeover.map {
        ["last applied from \($0.before.shown); this plan comes from \($0.after.shown)"]
      } ?? []
    case .loosensGuards: guards.filter(\.isLoosened).map(\.shown)
    case .takesBack: writtenAgain.map(\.shown)
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
      \(address)\(what): change set \(undo.undoOf) was undone as \(undo.writer.shown); revert it in \
      git or it comes back
      """
  }
}

/// What an apply or its plan says of itself, to be held against what the target remembers.
package struct MemoryClaim: Sendable {
  /// Kept with the change set.
  package let memory: ProjectMemory
  /// The severity that a built-in rule has without a word; nil for what is none.
  package let standard: @Sendable (String) -> Severity?

  package init(memory: ProjectMemory, standard: @escaping @Sendable (String) -> Severity?) {
    self.memory = memory
    self.standard = standard
  }

  /// The same judgement for a plan and for the apply that carries it out, which asks again.
  package func judge(
    _ remembered: TargetMemory, writtenAgain: [WrittenAgain]
  ) -> PlanMemory {
    let mine = memory.repository
    var takeover: PlanMemory.Takeover?
    if let last = remembered.last?.repository, last.agrees(with: mine) == false {
      takeover = PlanMemory.Takeover(before: last, after: mine)
    }
    var guards: [GuardChange] = []
    if let last = remembered.last?.guards {
      guards = memory.guards?.changes(since: last, standard: standard) ?? []
    }
    return PlanMemory(
      takeover: takeover, guards: guards, writtenAgain: writtenAgain,
      formerNames: remembered.others.filter { $0.repository.agrees(with: mine) == true }
        .map(\.name))
  }
}
