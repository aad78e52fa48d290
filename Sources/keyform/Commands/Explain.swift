internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformQuery
internal import KeyformReport
internal import KeyformRepository

struct Explain: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell of a rule, an exit code, a hazard, a limit, a word of reports or an entry.",
    discussion: """
      Examples: keyform explain KEY004 · keyform explain 3 · keyform explain key/win11-ent-mak · \
      keyform explain deployment/berlin-laptops · keyform explain waiting.

      Of an entry it tells where it is written, what it is bound to, activations, KMS hosts and \
      directories, support, findings, the last change set in the target if that can be read (one \
      named with --target has to be, else exit 7), and for a deployment with `from` the steps of \
      the conversion.
      """)

  @Argument(
    help: """
      A rule's id, an exit code, a hazard such as deletes-key, a limit such as key.delete, a word of \
      reports such as drift, or an address such as key/NAME.
      """, completion: Completions.subjects)
  var id: String
  @OptionGroup var options: CommonOptions<Explained>
  @OptionGroup var trust: TrustOption

  func execute() throws {
    let rules = try RepositoryPolicies.builtIn(Keyform.schemes) + ownRules()
    let presentation = options.presentation()
    if let rule = rules.first(where: { $0.id == id.uppercased() }) {
      try presentation.show(Explained.rule(rule))
    } else if let code = Int32(id) {
      guard let status = ExitStatus(rawValue: code) else {
        let known = ExitStatus.allCases.map { String($0.rawValue) }.joined(separator: ", ")
        throw Failure(.usage, "keyform never exits with \(id)", "Its exit codes are \(known).")
      }
      try presentation.show(Explained.exitCode(status))
    } else if let hazard = Hazard(rawValue: Self.dashed(id)) {
      try presentation.show(Explained.hazard(hazard))
    } else if let limit = LimitSubject(id) {
      let limits = try options.context(trust).loader.peekProject().limits
      try presentation.show(Explained.limit(limit, limits))
    } else if let word = ReportWord(spoken: id) {
      try presentation.show(Explained.word(word))
    } else if let address = Address(id) {
      let lookup = try EntryLookup(address, target: options.targets, options.context(trust))
      try options.presentation(of: lookup.repository).show(Explained.entry(lookup.explanation()))
    } else {
      let names =
        Hazard.allCases.map(\.rawValue) + LimitSubject.all.map(\.text)
        + ReportWord.allCases.map(\.rawValue)
      let near =
        SpellingSuggestion.suggestion(for: id.uppercased(), in: rules.map(\.id))
        ?? SpellingSuggestion.suggestion(for: id, in: names)
      throw Failure(
        .usage,
        "`\(id)` is no rule, exit code, hazard, limit, word of reports or address"
          + (near.map { "; did you mean \($0)?" } ?? ""),
        "docs/rules.md lists the rules; an address is KIND/NAME with \(EntityKind.listed)."
      )
    }
  }

  /// `takes back`, as reports have it, is the hazard takes-back.
  private static func dashed(_ text: String) -> String {
    text.lowercased().split(separator: " ").joined(separator: "-")
  }

  /// Of the repository, where there is one.
  private func ownRules() throws -> [RuleMetadata] {
    let loader = try options.context(trust).loader
    guard loader.hasPolicies else { return [] }
    let repository = loader.load()
    return RepositoryPolicies.policies(of: repository).policies.map(\.metadata)
  }
}
