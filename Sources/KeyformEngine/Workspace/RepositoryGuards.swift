internal import KeyformCatalog
package import KeyformCore
internal import KeyformQuery
package import KeyformRepository

extension Guards {
  /// Those of a repository: what keyform.yaml says of limits and rules, and its policies.
  package init(_ repository: LoadedRepository) {
    self.init(
      limits: repository.project.limits, rules: repository.project.rules,
      policies: RepositoryPolicies.policies(of: repository).policies.map { policy in
        var digest = ContentDigest()
        digest.update(policy.sql)
        return Policy(
          id: policy.metadata.id, severity: policy.metadata.severity, digest: digest.hex())
      })
  }
}

extension MemoryClaim {
  /// Of a plan made from a repository at `source`, or of the apply that carries it out.
  package init(_ repository: LoadedRepository, _ source: SourceRevision?) {
    self.init(
      memory: ProjectMemory(
        repository: RepositoryIdentity(source), guards: Guards(repository)),
      isShallow: source?.isShallow ?? false,
      standard: { id in
        RepositoryPolicies.builtIn([]).first { $0.id == id }?.severity
      })
  }
}
