package import KeyformCore

/// What can be wrong with a catalogue's files beyond YAML itself. The raw value is the id of the
/// diagnostic. A repository meets these when it extends the built-in catalogue with its own.
package enum CatalogProblem: String, Sendable, CaseIterable {
  case unknownSection = "CAT001"
  case unknownField = "CAT002"
  case wrongShape = "CAT003"
  case wrongValue = "CAT004"
  case missingField = "CAT005"
  case unresolved = "CAT006"
  case duplicate = "CAT007"
  case ambiguousName = "CAT008"
  case supportGroup = "CAT009"

  /// What `keyform explain` says.
  package var metadata: RuleMetadata {
    switch self {
    case .unknownSection:
      describe(
        "catalogue-section", "A catalogue file holds the sections of the catalogue and no others.",
        "A section that nobody reads would be lost without a word.",
        "Correct the spelling; docs/guide/catalogue.md lists the sections.")
    case .unknownField:
      describe(
        "catalogue-field", "An entry of the catalogue has the fields of its section and no others.",
        "A field that nobody reads would be lost without a word.",
        "Correct the spelling; docs/guide/catalogue.md lists the fields.")
    case .wrongShape:
      describe(
        "catalogue-shape", "A field holds a text, a list or a map, as its section says.",
        "Anything else cannot be read.", "Write what the message asks for.")
    case .wrongValue:
      describe(
        "catalogue-value", "Dates exist, numbers are digits, words are those of their list.",
        "Rules compute with them.", "Write what the message asks for.")
    case .missingField:
      describe(
        "catalogue-required", "An entry has all fields that its section requires.",
        "An entry without source or date cannot be trusted, one without an edition cannot be used.",
        "Add the field.")
    case .unresolved:
      describe(
        "catalogue-reference",
        "Products, editions, releases and sources that an entry names stand in the catalogue.",
        "A fact about an unknown product is never found.",
        "Correct the spelling, or add what is missing.")
    case .duplicate:
      describe(
        "catalogue-duplicate", "A name stands once in the catalogue of one repository.",
        "Which of the two holds would depend on the order of files.",
        "Remove one of them, or rename it.")
    case .ambiguousName:
      describe(
        "catalogue-alias", "An alias leads to one product or edition.",
        "A reference by that name could mean either.", "Remove the alias from one of them.")
    case .supportGroup:
      describe(
        "catalogue-support-group",
        "Each edition stands in exactly one support-date group of each release of its product.",
        "Its support end would be unknown, or two different days.",
        "Add the edition to a group of the release, or remove it from the other.")
    }
  }

  private func describe(
    _ name: String, _ what: String, _ why: String, _ fix: String
  ) -> RuleMetadata {
    RuleMetadata(
      id: rawValue, name: name, severity: .error, what: what, why: why, fix: fix,
      source: "docs/guide/catalogue.md", weight: .structural)
  }

  func diagnostic(
    _ summary: String, _ detail: String, at place: FileLocation, related: [Diagnostic.Related] = []
  ) -> Diagnostic {
    Diagnostic(
      rule: rawValue, severity: .error, summary: summary, detail: detail, place: place,
      related: related, isStructural: true)
  }
}
