package import KeyformCatalog
package import KeyformCore

/// A repository checked for one target's set, or for those of all targets.
package struct Validation {
  package let repository: LoadedRepository
  /// One list of folders a set, as targets state it.
  package let sets: [[String]]
  /// What holds in several sets is said once.
  package let diagnostics: [Diagnostic]

  /// `target` is what `--target` says; nil: all targets.
  package init(
    _ repository: LoadedRepository, target: String?, _ context: RunContext
  ) throws {
    self.repository = repository
    sets = try Self.sets(of: repository, target: target, context)
    var diagnostics: [Diagnostic] = []
    for include in sets {
      let checked = CheckedRepository(repository, include: include, context)
      try context.checkCancelled()
      diagnostics =
        diagnostics.isEmpty
        ? checked.diagnostics
        : Set(diagnostics).union(checked.diagnostics).sorted(by: Diagnostic.inOrder)
    }
    self.diagnostics = diagnostics
  }

  package static func sets(
    of repository: LoadedRepository, target: String?, _ context: RunContext
  ) throws -> [[String]] {
    if let target {
      return [try TargetChoice(target, of: repository.project, context).include]
    }
    var sets: [[String]] = []
    for target in repository.project.targets where !sets.contains(target.include) {
      sets.append(target.include)
    }
    return sets.isEmpty ? [[]] : sets
  }
}
