/// The commit that a plan tells the changes of a branch by from those that wait since before it.
package struct PlanBase: Hashable, Sendable {
  /// As the operator calls it.
  package let name: String
  /// Its id.
  package let commit: String
  /// Whether it is the point where HEAD left `name`, and not `name` itself.
  package let isMergeBase: Bool
  /// Why its files tell nothing, as a line; nil: they were read.
  package let problem: String?

  package init(name: String, commit: String, isMergeBase: Bool, problem: String? = nil) {
    self.name = name
    self.commit = commit
    self.isMergeBase = isMergeBase
    self.problem = problem
  }

  /// `commit 4b1f22d90c3a, where HEAD left origin/main`.
  package var shown: String {
    "commit \(commit.prefix(12))" + (isMergeBase ? ", where HEAD left \(name)" : " (\(name))")
  }
}

extension RowOrigin {
  /// The worst one of each row: by that it is counted.
  package static func worst(of origins: [RowOrigin]) -> [Address: RowOrigin] {
    Dictionary(
      origins.map { ($0.address, $0) }, uniquingKeysWith: { $1.rank < $0.rank ? $1 : $0 })
  }
}

extension PlanMemory {
  /// The worst origin of each row that has one.
  package var worstOrigins: [Address: RowOrigin] { RowOrigin.worst(of: origins) }

  /// The same with what a reviewed plan told of its base: that does not change with the target.
  package func withBaseOrigins(of reviewed: PlanMemory) -> PlanMemory {
    PlanMemory(
      takeover: takeover, uncompared: uncompared, guards: guards, writtenAgain: writtenAgain,
      formerNames: formerNames, origins: origins + reviewed.origins.filter(\.isOfBase))
  }
}
