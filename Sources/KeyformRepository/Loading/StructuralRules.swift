internal import KeyformCatalog
package import KeyformCore
internal import KeyformYAML

/// What `keyform explain` says of the diagnostics that reading itself gives. They cannot be turned
/// off: an entry that cannot be read cannot be planned.
package enum StructuralRules {
  /// By id; the URL of a target is of one of `schemes`.
  package static func all(_ schemes: [any TargetScheme]) -> [RuleMetadata] {
    (yaml + shape + [badTarget(schemes)] + references + files + values
      + CatalogProblem.allCases.map(\.metadata))
      .sorted { $0.id < $1.id }
  }

  private static func badTarget(_ schemes: [any TargetScheme]) -> RuleMetadata {
    form(
      "SCH015", "bad-target", "The URL of a target is of a kind that Keyform knows.",
      "No plan can be made for it, and nobody would notice before.", "Write \(schemes.forms).")
  }

  private static let contract = "docs/guide/getting-started.md"
  private static let recorded = "docs/guide/keys-and-secrets.md#tail-and-check-value"
  private static let otherProjects = "docs/guide/several-projects.md"

  private static func form(
    _ id: String, _ name: String, _ what: String, _ why: String, _ fix: String,
    _ severity: Severity = .error, source: String = contract
  ) -> RuleMetadata {
    RuleMetadata(
      id: id, name: name, severity: severity, what: what, why: why, fix: fix, source: source,
      weight: .structural)
  }

  private static let yaml = YAMLProblemKind.allCases.map { kind in
    switch kind {
    case .syntax:
      form(
        kind.rawValue, "yaml-syntax", "The file is YAML.",
        "What cannot be parsed cannot be planned; the rest of the file is unknown.",
        "Fix the line that the message names; often a colon or a quote is missing.")
    case .tab:
      form(
        kind.rawValue, "yaml-tab", "Lines are indented by blanks.",
        "YAML forbids tabs as indentation: editors show them with different widths.",
        "Replace the tab by blanks.")
    case .encoding:
      form(
        kind.rawValue, "yaml-encoding", "The file is valid UTF-8.",
        "Other encodings turn names and notes into other characters without a word.",
        "Save the file as UTF-8.")
    case .nul:
      form(
        kind.rawValue, "yaml-nul", "The file holds no NUL byte.",
        "A NUL byte is a sign of a damaged or binary file.", "Remove it, or restore the file.")
    case .utf16:
      form(
        kind.rawValue, "yaml-utf16", "The file is not UTF-16.",
        "git cannot show differences of such files.", "Save the file as UTF-8.")
    case .duplicateKey:
      form(
        kind.rawValue, "yaml-duplicate", "A key stands once in a mapping.",
        "YAML readers do not agree which of the two counts.", "Remove one of them.")
    case .anchor, .alias:
      form(
        kind.rawValue, "yaml-\(kind)", "Anchors and aliases are not used.",
        "A reviewer must see the value on the line that changes.", "Write the value out.")
    case .tag:
      form(
        kind.rawValue, "yaml-tag", "Tags are not used.",
        "Fields know their own types; a tag would be a second opinion.", "Remove the tag.")
    case .mergeKey:
      form(
        kind.rawValue, "yaml-merge", "Merge keys are not used.",
        "A reviewer must see every field of an entry in the entry.", "Write the fields out.")
    case .severalDocuments:
      form(
        kind.rawValue, "yaml-documents", "A file holds one document.",
        "Most tools read the first one only.", "Move the other documents into files of their own.")
    case .tooDeep:
      form(
        kind.rawValue, "yaml-depth", "Mappings and lists nest at most 32 deep.",
        "No field needs more; deeper input is damage or an attack.", "Flatten the value.")
    case .tooLarge:
      form(
        kind.rawValue, "yaml-size", "A file has at most 16 MiB.",
        "Larger files are not reviewed by anyone.", "Split the file.")
    case .notScalarKey:
      form(
        kind.rawValue, "yaml-key", "Keys of mappings are text.",
        "No field has a list or a mapping as its name.", "Write a plain name before the colon.")
    case .conflict:
      form(
        kind.rawValue, "yaml-conflict", "The file holds no conflict markers of a merge.",
        "It says two things at once, and which of them is meant nobody has decided yet.",
        "Finish the merge: keep what is right, and remove the markers.")
    }
  }

  private static let shape = [
    form(
      "SCH001", "unknown-section",
      "A resource file holds the sections \(ResourceSection.listed).",
      "A misspelt section would be left out, and its rows deleted.",
      "Correct the spelling; sections of your own begin with `x-`."),
    form(
      "SCH002", "unknown-field", "Entries have the fields of their kind.",
      "A misspelt field would be ignored without a word.",
      "Correct the spelling; fields of your own begin with `x-`."),
    form(
      "SCH003", "wrong-type", "A field has the shape that its description says.",
      "A list where a text is expected has no one meaning.", "Write the value in that shape."),
    form(
      "SCH004", "missing-field", "Required fields are there.",
      "Without them the entry means nothing to a rollout.", "Add the field."),
    form(
      "SCH005", "unknown-word", "A field with a closed list of words has one of them.",
      "A rollout that reads an unknown word does something else or nothing.",
      "Use one of the words that the message lists."),
    form(
      "SCH006", "bad-count", "Counts are decimal digits.",
      "0x10, 1e3 and 1_000 mean different numbers to different readers.",
      "Write digits without quotes, sign or separators."),
    form(
      "SCH007", "bad-date", "Dates are days that exist, as YYYY-MM-DD.",
      "Other orders are read differently in different countries.", "Write YYYY-MM-DD."),
    form(
      "SCH008", "bad-name",
      "Names have a to z, digits, and -, _, . inside; at most 100 characters.",
      "Names become parts of commands, addresses and columns.", "Rename the entry."),
    form(
      "SCH009", "not-yet", "Reserved fields are not used yet.",
      "A field that this version ignored would change its meaning with the next.",
      "Leave it out for now."),
    form(
      "SCH010", "contradiction", "Fields of one entry do not contradict each other.",
      "Either reading would surprise somebody.", "Keep one of the two."),
    form(
      "SCH011", "too-many", "A repository holds at most 1,000,000 entries or files.",
      "More does not fit into the memory that is promised.", "Split it into projects."),
    form(
      "SCH012", "format-version", "The format version is one that this Keyform reads.",
      "A newer format may give a field another meaning.", "Install a newer Keyform."),
    form(
      "SCH013", "bad-pattern",
      "Patterns of addresses are KIND/NAME, of the kind that is meant, with `*`, `?` and `[…]`.",
      "A pattern that can fit nothing would look like one that does.",
      "Write a pattern such as key/old-*."),
    form(
      "SCH014", "bad-text", "A text holds no NUL character.",
      "PostgreSQL keeps no such text, so an apply would fail there.",
      "Remove the escape `\\0` or `\\x00`."),
    form(
      "SCH016", "password-in-url", "No password stands in the URL of a target.",
      "Whoever reads the repository, or its history, can use it.",
      "Take it out, change it, and keep the new one in PGPASSFILE or PGPASSWORD.", .warning,
      source: "docs/guide/postgresql.md#passwords"),
  ]

  private static let references = [
    form(
      "REF001", "duplicate-name", "A name is defined once in one target's set.",
      "Which of the two holds would depend on the order of files.", "Rename or remove one."),
    form(
      "REF002", "unknown-reference", "What an entry refers to exists.",
      "The target's foreign keys would refuse the row.", "Define it, or correct the name."),
    form(
      "REF003", "not-shared", "Another project's key is shared with this one.",
      "Its owner counts activations and plans rotations without knowing of this use.",
      "Ask the owner to add this project to `sharedWith`.", source: otherProjects),
    form(
      "REF004", "not-checked", "References to other projects were checked.",
      "Without that project's facts, a reference to nothing is found at plan only.",
      "Name the project's repository under `imports`; a plan asks the target.", .info,
      source: otherProjects),
    form(
      "WAS003", "was-taken",
      "The name in `was:` is free, or its entry has a `was:` of its own; one entry claims it.",
      "One row cannot become two entries.",
      "Remove the `was:`, or correct the name; to swap names, give both entries a `was:`."),
    form(
      "REF005", "bad-import", "An import leads to the project that it names.",
      "References would be checked against the wrong keys.", "Correct path or name.",
      source: otherProjects),
    form(
      "REF006", "not-released", "What `release` names has left the files.",
      "An entry that is still wanted is not let go of; both cannot be meant.",
      "Remove the entry from the files, or the pattern from `release`."),
  ]

  private static let files = [
    form(
      "FILE001", "unreadable", "Every file in scope can be read.",
      "A file that is left out would read as: delete everything in it.",
      "Give read access, or name the file in .keyformignore."),
    form(
      "FILE002", "link-loop", "Links do not lead in a circle.",
      "The walk would never end.", "Remove the link."),
    form(
      "FILE003", "no-project", "There is a readable keyform.yaml.",
      "It marks the root and names the project.", "Use -C, or `keyform init`."),
    form(
      "FILE004", "bad-include", "What `include` names exists.",
      "A misspelt folder would read as: delete everything in it.", "Correct the path."),
    form(
      "FILE005", "link-to-nothing", "Links to resource files lead somewhere.",
      "The entries of a file that is gone count as removed: a plan deletes their rows.",
      "Remove the link, or bring back what it leads to.", .warning),
    form(
      "FILE006", "no-file", "What is called x.yaml is a file.",
      "A named pipe, a socket or a device has no content that a reviewer could see.",
      "Put a file in its place, or name it in .keyformignore."),
    form(
      "FILE007", "policy-out-of-place",
      "What is called policies/, and SQL below it, is run: files policies/NAME.sql.",
      "A policy that is not run checks nothing, and nobody would notice.",
      "Move it to policies/NAME.sql; a keyform.yaml in policies/ or catalog/ has to go.", .warning,
      source: "docs/guide/policies.md"),
    form(
      "FILE008", "link-outside",
      "Links lead to places in the repository, or in folders that the operator allows.",
      "Whoever writes a link would choose which files of the machine are read and shown.",
      "Put the file itself here, or allow the folder with --allow-outside DIR.",
      source: "docs/guide/strangers-branch.md"),
    form(
      "FILE009", "name-twice",
      "No two files have names that differ in Unicode's normal form alone.",
      "Both look the same, so that nobody could tell which of them a message or a review means.",
      "Rename one of them."),
  ]

  private static let values = [
    RuleMetadata(
      id: "VAL001", name: "secret-mismatch", severity: .error,
      what: "A secret that is read is the one that was recorded.",
      why: "Otherwise an apply would write a key that nobody reviewed.",
      fix: "If the key was replaced, run `keyform record`; else correct the source of the secret.",
      source: recorded, weight: .structural),
    form(
      "VAL002", "secret-not-checked", "Secrets that are to be read were within reach.",
      "What needs the value itself (form, checksum, duplicates) was not checked for these keys.",
      "Run `keyform validate --check-secrets` where the secrets can be read.", .info,
      source: recorded),
    form(
      "VAL003", "value-unknown", "Tail and check value are recorded, or the secret is readable.",
      "A plan has to know which value a key has.",
      "Run `keyform record` where the secret is, and commit what it writes.", source: recorded),
    form(
      "VAL004", "requirement", "Tool and catalogue meet what keyform.yaml requires.",
      "An older tool or catalogue may judge differently.", "Install a newer Keyform.",
      source: "docs/guide/pull-requests.md#in-a-job-of-your-own"),
  ]
}
