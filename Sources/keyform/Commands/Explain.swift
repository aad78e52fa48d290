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
    let rules = try RepositoryPolicies.builtIn(Keyform.schemes) + ownRules()
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
    case .json: try Output.write(EntryJSON(masking: presentation.masking).bytes(explanation))
    }
  }

  private func show(_ status: ExitStatus) throws {
    switch options.format {
    case .text: try Output.line("exit code \(status.rawValue): \(status.explanation)")
    case .json:
      try write { writer in
        writer.key("format")
        writer.value("keyform.exit/1")
        writer.key("code")
        writer.value(Int(status.rawValue))
        writer.key("meaning")
        writer.value(status.explanation)
      }
    }
  }

  private func show(_ rule: RuleMetadata, _ text: ReportBytes) throws {
    switch options.format {
    case .text: try Output.write(text)
    case .json:
      try write { writer in
        for (key, value) in [
          ("format", "keyform.rule/1"), ("id", rule.id), ("name", rule.name),
          ("severity", rule.severity.rawValue), ("what", rule.what), ("why", rule.why),
          ("fix", rule.fix), ("source", rule.source), ("since", rule.since),
        ] as [(StaticString, String)] {
          writer.key(key)
          writer.value(value)
        }
      }
    }
  }

  private func write(_ members: (inout JSONWriter) -> Void) throws {
    var writer = JSONWriter(masking: Output.masking, style: .indented)
    writer.beginObject()
    members(&writer)
    writer.endObject()
    try Output.write(writer.takeDocument())
  }
}
