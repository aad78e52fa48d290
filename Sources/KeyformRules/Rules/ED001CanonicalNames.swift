internal import KeyformCore

enum ED001CanonicalNames: Rule {
  static let metadata = RuleMetadata(
    id: "ED001", name: "canonical-names", severity: .error,
    what:
      "Every product that an entry names is one of the catalogue, by its id or another name of it.",
    why: """
      Pages and tools rename editions (Professional is Pro, Rechenzentrum is Datacenter); rows that \
      name one edition in two ways never meet.
      """,
    fix: """
      Write the id that the message suggests, or look it up with `keyform catalog list`. A product \
      newer than the catalogue can be added in a `catalog/` folder of the repository.
      """,
    source: "Microsoft: KMS client activation and product keys, in English and German",
    weight: .structural)

  static let checks = RuleCheck.everyKind(Check(), onlyIf: [.flaws])

  private static let editionsShown = 12

  private struct Check: EntryCheck {
    func findings<Value: Managed>(
      _ entry: Entry<Value>, _ index: Int, _ context: LintContext
    ) -> [Finding] {
      guard let flaws = entry.flaws else { return [] }
      return flaws.products.map { flaw in
        let near = flaw.suggestion.map { "; did you mean `\($0)`?" } ?? ""
        return Finding(
          entry, at: flaw.field, flaw.problem + near,
          """
          A product that the catalogue does not know meets no key, no support date and no host. \
          \(ED001CanonicalNames.detail(flaw, context))
          """)
      }
    }
  }

  fileprivate static func detail(_ flaw: ProductFlaw, _ context: LintContext) -> String {
    let slug = String(flaw.written.prefix { $0 != "/" && $0 != "@" })
    guard let product = context.catalog.product(slug), !product.editions.isEmpty else {
      return metadata.fix
    }
    let editions = product.editions.prefix(editionsShown).map(\.slug).joined(separator: ", ")
    let more = product.editions.count > editionsShown ? ", …" : ""
    return "Editions of \(slug) are \(editions)\(more). \(metadata.fix)"
  }
}
