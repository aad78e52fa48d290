internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformQuery
internal import KeyformReport
internal import KeyformRepository

struct Explain: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell of a rule, an exit code, a hazard, a limit or an entry, in words.",
    discussion: """
      Examples: keyform explain KEY004 · keyform explain 3 · keyform explain key/win11-ent-mak · \
      keyform explain deployment/berlin-laptops.

      Of an entry it tells where it is written, what it is bound to, activations, KMS hosts and \
      directories, support, findings, the last change set in the target if that can be read (one \
      named with --target has to be, else exit 7), and for a deployment with `from` the steps of \
      the conversion.
      """)

  @Argument(
    help: """
      A rule's id, an exit code, a hazard such as deletes-key, a limit such as key.delete, or an \
      address such as key/NAME.
      """)
  var id: String
  @OptionGroup var options: CommonOptions
  @OptionGroup var trust: TrustOption

  func execute() throws {
    let rules = try RepositoryPolicies.builtIn + ownRules()
    if let rule = rules.first(where: { $0.id == id.uppercased() }) {
      let presentation = Presentation(options, repository: nil)
      let text = RuleText(rule, masking: presentation.masking)
      try show(rule, text.bytes(style: presentation.style))
    } else if let code = Int32(id) {
      guard let status = ExitStatus(rawValue: code) else {
        let known = ExitStatus.allCases.map { String($0.rawValue) }.joined(separator: ", ")
        throw Failure(.usage, "keyform never exits with \(id)", "Its exit codes are \(known).")
      }
      try show(status)
    } else if let hazard = Hazard(rawValue: id.lowercased()) {
      try HazardHelp(options).show(hazard)
    } else if let limit = LimitSubject(id) {
      try HazardHelp(options).show(limit, of: options.context(trust).loader.peekProject().limits)
    } else if let address = Address(id) {
      try show(EntryLookup(address, target: options.targets, options.context(trust)))
    } else {
      let names = Hazard.allCases.map(\.rawValue) + LimitSubject.all.map(\.text)
      let near =
        SpellingSuggestion.suggestion(for: id.uppercased(), in: rules.map(\.id))
        ?? SpellingSuggestion.suggestion(for: id, in: names)
      throw Failure(
        .usage,
        "`\(id)` is no rule, exit code, hazard, limit or address"
          + (near.map { "; did you mean \($0)?" } ?? ""),
        "docs/rules.md lists the rules; an address is KIND/NAME with key, deployment, binding, host or directory."
      )
    }
  }

  /// Of the repository, where there is one.
  private func ownRules() throws -> [RuleMetadata] {
    let loader = try options.context(trust).loader
    guard loader.hasPolicies else { return [] }
    let repository = loader.load()
    return RepositoryPolicies.policies(of: repository).policies.map(\.metadata)
  }

  private func show(_ lookup: EntryLookup) throws {
    let presentation = Presentation(options, repository: lookup.repository)
    let explanation = try lookup.explanation()
    switch options.format {
    case .text:
      try EntryText(
        style: presentation.style, masking: presentation.masking,
        diagnostics: presentation.diagnosticText
      ).write(explanation, to: Output.write)
    case .json:
      try EntryExplanation.document.write(explanation, presentation.masking, to: Output.write)
    }
  }

  private func show(_ status: ExitStatus) throws {
    switch options.format {
    case .text: try Output.line("exit code \(status.rawValue): \(status.explanation)")
    case .json:
      try ExitReport.document.write(
        ExitReport(code: Int(status.rawValue), meaning: status.explanation), Output.masking,
        to: Output.write)
    }
  }

  private func show(_ rule: RuleMetadata, _ text: ReportBytes) throws {
    switch options.format {
    case .text: try Output.write(text)
    case .json:
      try RuleMetadata.document.write(rule, Output.masking, to: Output.write)
    }
  }
}
