package import KeyformCore
package import KeyformQuery
package import KeyformRepository

/// Runs policies over their fixtures: small repositories below `policies/tests`.
package struct PolicyTester {
  private let repository: LoadedRepository
  private let context: RunContext
  private let folders: [FixtureFolders.Folder]
  /// Links among policies and fixtures that may not be followed: nothing is known of what is there.
  package let refused: [Diagnostic]

  package init(_ repository: LoadedRepository, _ context: RunContext) {
    self.repository = repository
    self.context = context
    let fixtures = FixtureFolders(of: repository) { context.isCancelled }
    folders = fixtures.folders
    refused = RepositoryPolicies.refused(in: repository) + fixtures.refused
  }

  /// The fixtures of these policies, by path.
  package func cases(of policies: [Policy]) -> [PolicyCase] {
    policies.flatMap { policy in
      folders.filter { $0.id == policy.metadata.id }.map { run(policy, $0) }
    }
  }

  /// Folders of fixtures whose policy is not there.
  package func idleFolders(beside policies: [Policy]) -> [String] {
    let ids = Set(policies.map(\.metadata.id))
    return folders.filter { !ids.contains($0.id) }.map(\.path)
  }

  private func run(_ policy: Policy, _ folder: FixtureFolders.Folder) -> PolicyCase {
    let wanted = Side(folder.path, of: repository, without: FixtureFolders.target, context)
    let target =
      folder.hasTarget
      ? Side(folder.path + "/" + FixtureFolders.target, of: repository, without: nil, context) : nil
    var comments = FixtureComments()
    for side in [wanted, target].compactMap(\.self) {
      for file in side.repository.files {
        comments.read(file.bytes, file: "\(side.path)/\(file.path)", id: policy.metadata.id)
      }
    }
    let inventory = wanted.inventory
    let changes = target.map {
      Difference.changes(from: $0.stored, to: inventory)
    }
    let tables = QueryTables(
      inventory, project: repository.project.name,
      files: wanted.repository.files.map { "\(wanted.path)/\($0.path)" },
      catalog: repository.catalog, today: comments.today ?? context.today, changes: changes ?? [],
      isCancelled: { [context] in context.isCancelled }, mask: repository.masking.masked)
    let outcomes = PolicyRun(
      inventory, tables, fields: ResourceSchema.fieldNames, changes: changes ?? []
    ).run([policy])
    let problems = [wanted, target].compactMap(\.self).flatMap(\.problems)
    return PolicyCase(
      name: folder.path, policy: policy, expected: comments.marks,
      found: outcomes.flatMap(\.findings).compactMap { finding in
        (wanted.mark(finding) ?? target?.mark(finding)).map { (mark: $0, summary: finding.summary) }
      },
      problems: problems + outcomes.compactMap { $0.problem?.diagnostic })
  }

  /// The files of a fixture, or of the target that its plan starts from.
  private struct Side {
    let path: String
    let repository: LoadedRepository
    let assembled: BuiltState

    init(_ path: String, of whole: LoadedRepository, without: String?, _ context: RunContext) {
      self.path = path
      repository = RepositoryLoader(
        root: whole.root + "/" + path, access: whole.access, schemes: context.schemes,
        progress: context.progress.silent
      ).loadFixture(of: whole, without: without)
      assembled = repository.assemble(secrets: .closed)
    }

    var inventory: Inventory { assembled.state.inventory }

    var stored: StoredInventory {
      StoredInventory(
        inventory: inventory, materials: inventory.keys.entries.map(\.value.publicValue),
        digestKey: .random())
    }

    /// Structural errors, at their places from the root.
    var problems: [Diagnostic] {
      (repository.diagnostics + assembled.diagnostics).filter { $0.severity == .error }.map {
        found in
        Diagnostic(
          rule: found.rule, severity: found.severity, address: found.address,
          summary: found.summary, detail: found.detail,
          place: found.place.map {
            FileLocation(file: "\(path)/\($0.file)", line: $0.line, column: $0.column)
          }, isStructural: found.isStructural)
      }
    }

    /// The line of a finding; nil where the entry is not in these files.
    func mark(_ finding: Finding) -> PolicyMark? {
      guard let address = finding.address, let origin = inventory.origin(of: address),
        let place = repository.places.place(origin, address, finding.field)
      else { return nil }
      return PolicyMark(file: "\(path)/\(place.file)", line: place.line)
    }
  }
}
