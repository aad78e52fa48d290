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
      let lines = set.policies.map { policy in
        PolicyReport.Line(
          policy.metadata, isOff: settings.byRule[policy.metadata.id]?.level == .off)
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
      help: ArgumentHelp("Only the policies of these files or ids.", valueName: "file|id"))
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
      let results = policies.map { policy in
        PolicyTestReport.Result(
          id: policy.metadata.id, name: policy.metadata.name, path: policy.path,
          fixtures: cases.filter { $0.policy == policy }.map(PolicyTestReport.Fixture.init))
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
      guard !isRefused, results.allSatisfy(\.passes) else { throw ExitStatus.findings }
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
    var hasGap = true
    switch part {
    case .list(let lines):
      hasGap = !lines.isEmpty
      try Output.write(PolicyReport(style: shown.style, masking: shown.masking).text(lines))
      if lines.isEmpty, problems.isEmpty { Output.note("No policies in policies/.") }
    case .test(let results):
      try Output.write(PolicyTestReport(style: shown.style, masking: shown.masking).text(results))
      if results.isEmpty, problems.isEmpty { Output.note("No policies in policies/.") }
    }
    if problems.isEmpty { return }
    if hasGap { try Output.line("") }
    try shown.diagnosticText.write(problems, to: Output.write)
  }

  func writeJSON(_ shown: Presentation) throws {
    switch part {
    case .list(let lines):
      try PolicyReport.document.write((lines, problems), shown.masking, to: Output.write)
    case .test(let results):
      try PolicyTestReport.document.write((results, problems), shown.masking, to: Output.write)
    }
  }
}

extension PolicyTestReport.Fixture {
  init(_ fixture: PolicyCase) {
    self.init(
      name: fixture.name, expected: fixture.expected.count,
      missing: fixture.missing.map { Place(file: $0.file, line: $0.line, column: 1) },
      surplus: fixture.surplus.map {
        (place: Place(file: $0.mark.file, line: $0.mark.line, column: 1), summary: $0.summary)
      },
      problems: fixture.problems)
  }
}
