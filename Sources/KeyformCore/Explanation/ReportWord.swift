/// A word of reports that is no rule, hazard or limit: where a change comes from, and what judges
/// changes.
package enum ReportWord: String, Hashable, Sendable, CaseIterable {
  case drift
  case thisChange = "this change"
  case waiting
  case notKnown = "not known"
  case guards
  case loosens, tightens, changes, silenced
  case rule, limit, waiver, ignore, policy, protected, sharedWith, include, release, imports
  case keyformignore = ".keyformignore"
  case requires, domains, target, defaultTarget, project, secret, catalogue
  case reviewID = "review id"
  case preview

  /// As it is written in reports, or with a dash between words, for a command line.
  package init?(spoken text: String) {
    let word = text.lowercased()
    guard
      let found = Self.allCases.first(where: { known in
        let name = known.rawValue.lowercased()
        return name == word || name.split(separator: " ").joined(separator: "-") == word
      })
    else { return nil }
    self = found
  }

  /// What it stands for, in a sentence or more.
  package var meaning: String {
    switch self {
    case .drift:
      """
      The target does not hold what the journal left: somebody wrote there past Keyform. \
      `keyform drift` tells field by field who wrote what; a plan puts back what the files say.
      """
    case .thisChange:
      """
      The files want something else here than those of the base (`keyform plan --base`): this branch \
      asks for it.
      """
    case .waiting:
      """
      The base (`keyform plan --base`) wants it as well: it was merged earlier, and nobody has applied \
      it yet. In `keyform drift`: what only the files have.
      """
    case .notKnown:
      """
      Nobody can tell where it comes from: the clone is shallow and lacks the commit of the change set \
      that wrote it last, or that names none. `git fetch --unshallow` fetches the whole history.
      """
    case .guards:
      """
      What judges a change: severities and settings of rules, limits, waivers, `ignore`, `protected`, \
      `sharedWith`, `include`, `.keyformignore`, `release`, `imports`, `requires`, `domains`, targets and \
      their URLs, where secrets are read, policies, the repository's own catalogue. `keyform diff` shows \
      what a change does to them before all else; a target remembers limits, rules and policies of the \
      last apply.
      """
    case .loosens: "The guard lets more pass than before. Have that reviewed by itself."
    case .tightens: "The guard lets less pass than before."
    case .changes:
      "The guard is another one, and whether it lets more or less pass nobody can tell."
    case .silenced:
      """
      What was judged wrong before still stands there, and only a guard that this change alters hides \
      it. It is shown with the severity that it had, and counts like a new finding.
      """
    case .rule:
      "`rules` in keyform.yaml: a rule's severity, or `off`, and its numbers. `keyform explain ID` tells of one."
    case .limit:
      "`limits` in keyform.yaml: how many rows one plan may delete or change. `keyform explain key.delete` tells of one."
    case .waiver:
      "`waivers` in keyform.yaml: an exception to a limit for some addresses, with an end and a reason."
    case .ignore: "`ignore` of an entry: a rule that is silent on it."
    case .policy: "A file of `policies/`: a question in SQL, whose rows are findings."
    case .protected: "`protected` of an entry: no plan may delete it."
    case .sharedWith: "`sharedWith` of a key: other projects that may bind it."
    case .include:
      "`include` of keyform.yaml, or of a target: the folders that are read. What is not read is not judged."
    case .release:
      "`release` in keyform.yaml: rows that stay in the target and are no longer the project's."
    case .imports: "`imports` in keyform.yaml: other repositories, whose keys may be bound here."
    case .keyformignore: "The file `.keyformignore`: paths that are not read, and so not judged."
    case .requires: "`requires` in keyform.yaml: the oldest Keyform and catalogue that may judge."
    case .domains: "`domains` in keyform.yaml: the DNS domains whose services activate machines."
    case .target:
      "`targets` in keyform.yaml: names of databases, with the URL and the part of the files that each takes."
    case .defaultTarget: "`defaultTarget` in keyform.yaml: where a plan goes that names no target."
    case .project: "`project` in keyform.yaml: the name under which a target keeps the rows."
    case .secret:
      "`secret` of a key: the environment variable or the file that its value is read from when it is applied."
    case .catalogue:
      "Files of `catalog/`: what the repository adds to the built-in catalogue, or says otherwise."
    case .reviewID:
      """
      The SHA-256 of what a plan does (`keyform show PLAN --statement`): the same content has the same \
      id, whatever commit or tool made the plan. `keyform plan --reviewed` takes it.
      """
    case .preview:
      "A plan by a role that reads no values: keys are compared by tail and check value, and it cannot be applied."
    }
  }
}
