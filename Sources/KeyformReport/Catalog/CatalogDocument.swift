package import KeyformCore

/// The rows of the reference catalogue that were asked for, and what Keyform says of its own words.
package struct CatalogReport: Sendable {
  private let catalog: ReferenceCatalog
  private let products: [Row<EditionFacts>]
  private let publicKeys: [(key: PublicKey, row: PublicKey.Row)]
  private let lifecycles: [SupportDates]

  fileprivate typealias Row<Facts> = (facts: Facts, catalog: ReferenceCatalog)

  /// `matches` picks the rows by product.
  package init(_ catalog: ReferenceCatalog, matching matches: (ProductID) -> Bool) {
    self.catalog = catalog
    products = catalog.editions.filter { matches($0.id) }.map { ($0, catalog) }
    publicKeys = catalog.publicKeys.flatMap { key in key.rows.map { (key, $0) } }
      .filter { matches($0.1.product) }
    lifecycles = catalog.lifecycles.filter { dates in
      ([dates.product] + dates.products).contains { matches(ProductID($0)) }
        || catalog.editions.contains {
          matches($0.id) && catalog.lifecycle(of: $0.id, release: dates.release)?.id == dates.id
        }
    }
  }

  package static let document: JSONDocument<CatalogReport> = JSONDocument(
    "catalog", .indented, title: "Rows of Keyform's reference catalogue",
    "The rows that were asked for.",
    Member("edition", .text("The catalogue's edition."), \.catalog.edition),
    Member("date", .day("The day of the edition."), \.catalog.date),
    Member("digest", .text("Edition and digest, as plans record them."), \.catalog.digest),
    Member("products", .list(product, "Products with their editions."), \.products),
    Member(
      "publicKeys", .list(publicKey, "Client setup keys and guest keys, a row each."),
      \.publicKeys), Member("lifecycles", .list(lifecycle, "Support dates."), \.lifecycles))

  private static let source: Codec<String?> = .nullable(
    .text("Id of the source that the row was taken from."))
  private static let date: Codec<CalendarDate?> = .nullable(
    .day("The day that the source was read."))

  private static let product: Codec<Row<EditionFacts>> = .object(
    "One edition.", Member("id", .text("As files name it.")) { $0.facts.id.text },
    Member("product", .nullable(.text("In words."))) { $0.catalog.product(of: $0.facts.id)?.name },
    Member("edition", .nullable(.text("In words."))) { $0.facts.name },
    Member("editionID", .nullable(.text("Windows' own name of the edition."))) {
      $0.facts.editionID
    }, Member("family", .text("client, server, office or add-on.")) { $0.facts.family.rawValue },
    Member("volumeKeys", .flag("Whether there are volume keys for it.")) { $0.facts.hasVolumeKeys },
    Member("aliases", .list(.text("A name."), "What may be written instead.")) { $0.facts.aliases },
    Member(
      "architectures", .list(.text("A name."), "Architectures that it exists for.")
    ) { $0.catalog.architectures(of: $0.facts.id).map(\.rawValue) },
    Member(
      "releases", .list(.text("A name."), "Releases with support dates of their own.")
    ) { $0.catalog.releases(of: $0.facts.id) },
    Member("activationID", .nullable(.text("Its SKU id in the licensing service."))) {
      $0.facts.activationID
    },
    Member("source", source) {
      $0.facts.source ?? $0.catalog.product(of: $0.facts.id)?.provenance.source
    }, Member("date", date) { $0.catalog.product(of: $0.facts.id)?.provenance.date })

  private static let publicKey: Codec<(key: PublicKey, row: PublicKey.Row)> = .object(
    "One published key for one edition.",
    Member("key", .pattern("^([B-Z0-9]{5}-){4}[B-Z0-9]{5}$", "The public value.")) {
      $0.key.value.reveal()
    }, Member("kind", .words(["gvlk", "avma"], "Kind of the key.")) { $0.key.kind.rawValue },
    Member("product", .text("Id of the edition.")) { $0.row.product.text },
    Member("releases", .list(.text("A release."), "Releases that it holds for; empty: all.")) {
      $0.row.releases
    },
    Member("channel", .nullable(.text("Servicing channel; null: not stated."))) { $0.row.channel },
    Member("versions", .text("Versions, as the source words them.")) { $0.row.versions },
    Member("builds", .nullable(.text("Builds, as the source words them."))) { $0.row.builds },
    Member("confidence", .nullable(.text("How sure the row is; null: published as it stands."))) {
      $0.row.confidence
    }, Member("note", .nullable(.text("What is worth knowing of the row."))) { $0.row.note },
    Member("slmgr", .text("The line that installs it.")) {
      "slmgr /ipk \($0.key.value.reveal())"
    }, Member("source", source) { $0.row.provenance.source },
    Member("date", date) { $0.row.provenance.date })

  private static let lifecycle: Codec<SupportDates> = .object(
    "Support dates of one release.", Member("id", .text("Name of the row."), \.id),
    Member("product", .text("Id of the product."), \.product),
    Member("products", .list(.text("An id."), "Editions that the dates hold for."), \.products),
    Member("release", .nullable(.text("The release; null where there is one."))) { $0.release },
    Member("group", .text("The group's name in the published tables."), \.group),
    Member("channel", .text("Servicing channel."), \.channel),
    Member("policy", .text("Microsoft's lifecycle policy."), \.policy.rawValue),
    Member("build", .text("The release's build."), \.build),
    Member("released", .day("First day."), \.released),
    Member("mainstreamEnd", .day("Last day of mainstream support."), \.mainstreamEnd),
    Member("extendedEnd", .day("Last day of support."), \.extendedEnd),
    Member("esuEnd", .nullable(.day("Last day of paid updates; null: none.")), \.esuEnd),
    Member("note", .nullable(.text("What is worth knowing of the row."))) { $0.note },
    Member("source", source) { $0.provenance.source },
    Member("date", date) { $0.provenance.date })
}

extension RuleMetadata {
  package static let document: JSONDocument<RuleMetadata> = JSONDocument(
    "rule", .indented, title: "A rule of Keyform", "A rule.",
    Member("id", .text("As in findings and settings."), \.id),
    Member("name", .text("In a word."), \.name),
    Member("severity", .word("Unless set otherwise."), \.severity),
    Member("what", .text("What must hold."), \.what),
    Member("why", .text("Why it matters."), \.why), Member("fix", .text("What to do."), \.fix),
    Member("source", .text("Where it comes from."), \.source),
    Member("since", .text("The version that brought it."), \.since))
}

extension Hazard {
  package static let document: JSONDocument<Hazard> = JSONDocument(
    "hazard", .indented, title: "A hazard of Keyform's plans", "A hazard.",
    Member("name", .word("What --allow takes.")) { $0 },
    Member("meaning", .text("What a change with it does."), \.meaning),
    Member(
      "advice",
      .text("What to look at before it is allowed, and what to do instead."), \.advice))
}

extension ReportWord {
  package static let document: JSONDocument<ReportWord> = JSONDocument(
    "word", .indented, title: "A word of Keyform's reports", "A word of reports.",
    Member("name", .word("As reports have it.")) { $0 },
    Member("meaning", .text("What it stands for."), \.meaning))
}

extension LimitSubject {
  /// A limit, as the repository sets it; `budget` is nil where there is none.
  package typealias Setting = (limit: LimitSubject, budget: SafetyLimits.Budget?)

  package static let document: JSONDocument<Setting> = JSONDocument(
    "limit", .indented, title: "A limit of Keyform's plans",
    "A limit, as the repository sets it.",
    Member("name", LimitSubject.codec("As in `limits`.")) { $0.limit },
    Member("meaning", .text("What it counts.")) { $0.limit.meaning },
    Member("share", .nullable(.count("Percent of the kind's rows; null: no limit."))) {
      $0.budget?.share
    },
    Member("above", .nullable(.count("So many are always allowed; null: no limit."))) {
      $0.budget?.above
    })
}

/// An exit code.
package enum ExitReport {
  package static let document: JSONDocument<(code: Int, meaning: String)> = JSONDocument(
    "exit", .indented, title: "An exit code of Keyform", "An exit code.",
    Member("code", .count("The exit code.")) { $0.code },
    Member("meaning", .text("What it means, and what to do.")) { $0.meaning })
}
