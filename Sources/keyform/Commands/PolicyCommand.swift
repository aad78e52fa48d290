internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformQuery
internal import KeyformReport
internal import KeyformRepository

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "The repository's policies in SQL: list them, test them.",
    discussion: """
      Each `policies/*.sql` is a query whose rows are findings; `keyform validate`, `plan` and \
      `apply` run them. docs/guide/policies.md shows how to write one.
      """,
    subcommands: [List.self, Test.self], defaultSubcommand: List.self)

  struct List: KeyformCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every policy of the repository, and what is wrong with those that cannot be read.")

    @OptionGroup var options: CommonOptions<PolicyDocument>
    @OptionGroup var trust: TrustOption

    func execute() throws {
      let repository = try options.context(trust).loadProject()
      let set = RepositoryPolicies.policies(of: repository)
      let settings = repository.project.rules
      let lines: [PolicyReport.Line] = set.policies.map { policy in
        (policy.metadata, settings.byRule[policy.metadata.id]?.level == .off)
      }
      let problems =
        RepositoryPolicies.refused(in: repository) + set.problems.map(\.diagnostic)
      try options.presentation(of: repository).show(
        PolicyDocument(part: .list(lines), problems: problems))
      if problems.contains(where: { $0.severity == .error }) { throw ExitStatus.findings }
    }
  }

  struct Test: KeyformCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run policies over their fixtures in policies/tests.",
      discussion: """
        A fixture of ORG001 is a folder policies/tests/ORG001 with YAML files, `# expect: ORG001` \
        on each line where a finding must appear; or several folders in it, each a fixture. A \
        folder `target` in a fixture is what the target holds before the plan. \
        `# today: YYYY-MM-DD` sets the day. Exit 1 where a finding is missing or surplus.
        """)

    @Argument(
      help: ArgumentHelp("Only the policies of these files or ids.", valueName: "file|id"),
      completion: .file())
    var files: [String] = []
    @OptionGroup var options: CommonOptions<PolicyDocument>
    @OptionGroup var trust: TrustOption

    func execute() throws {
      let repository = try options.context(trust).loadProject()
      let set = RepositoryPolicies.policies(of: repository)
      let policies = try chosen(set)
      let testing = PolicyTester(repository, try options.context(trust))
      let problems = files.isEmpty ? testing.refused + set.problems.map(\.diagnostic) : []
      let cases = testing.cases(of: policies)
      try Interruption.check()
      let results: [PolicyTestReport.Result] = policies.map { policy in
        let fixtures = cases.filter { $0.policy == policy }.map(\.reported)
        return (policy.metadata.id, policy.metadata.name, policy.path, fixtures)
      }
      try options.presentation(of: repository)
        .show(PolicyDocument(part: .test(results), problems: problems))
      // The policy of such a folder may be one that cannot be read.
      let isRefused = problems.contains { $0.severity == .error }
      if files.isEmpty, !isRefused, !options.quiet {
        for folder in testing.idleFolders(beside: policies) {
          Output.note("\(folder) belongs to no policy: nothing runs it.")
        }
      }
      guard !isRefused, results.allSatisfy(PolicyTestReport.passes) else {
        throw ExitStatus.findings
      }
    }

    private func chosen(_ set: PolicySet) throws -> [Policy] {
      if files.isEmpty { return set.policies }
      return try files.flatMap { file in
        func isMeant(_ path: String) -> Bool {
          path == file || file.hasSuffix("/" + path) || path.hasSuffix("/" + file)
        }
        let found = set.policies.filter { $0.metadata.id == file || isMeant($0.path) }
        if found.isEmpty, let problem = set.problems.first(where: { isMeant($0.path) }) {
          throw Failure(
            .findings, "\(problem.path):\(problem.line): \(problem.summary)", problem.detail)
        }
        guard !found.isEmpty else {
          let near = SpellingSuggestion.question(
            file, in: set.policies.flatMap { [$0.metadata.id, $0.path] })
          throw Failure(
            .usage, "there is no policy `\(file)`\(near)",
            "`keyform policy list` shows them.")
        }
        return found
      }
    }
  }
}

/// What is told of policies, and of those that cannot be read.
struct PolicyDocument: Document {
  enum Part {
    case list([PolicyReport.Line])
    case test([PolicyTestReport.Result])
  }

  let part: Part
  let problems: [Diagnostic]

  func writeText(_ shown: Presentation) throws {
    let isEmpty: Bool
    switch part {
    case .list(let lines):
      isEmpty = lines.isEmpty
      try shown.write { PolicyReport.add(lines, to: &$0) }
    case .test(let results):
      isEmpty = results.isEmpty
      try shown.write { PolicyTestReport.add(results, to: &$0) }
    }
    guard !problems.isEmpty else {
      if isEmpty { Output.note("No policies in policies/.") }
      return
    }
    if case .list = part, isEmpty {} else { try Output.line("") }
    try shown.diagnosticText.write(problems, to: Output.write)
  }

  func writeJSON(_ shown: Presentation) throws {
    switch part {
    case .list(let lines):
      try shown.write((lines, problems), as: PolicyReport.document)
    case .test(let results):
      try shown.write((results, problems), as: PolicyTestReport.document)
    }
  }
}

extension PolicyCase {
  fileprivate var reported: PolicyTestReport.Fixture {
    func place(_ mark: PolicyMark) -> FileLocation {
      FileLocation(file: mark.file, line: mark.line, column: 1)
    }
    return (
      name, expected.count, missing.map(place), surplus.map { (place($0.mark), $0.summary) },
      problems
    )
  }
}
