package import KeyformCore

// Everything that is known of one entry.
extension EntryExplanation {
  package static let document: JSONDocument<EntryExplanation> = JSONDocument(
    "entry", .indented, title: "What Keyform knows of an entry", "An entry.",
    Member("address", .address("Kind and name of the entry."), \.address),
    Member("file", .nullable(.text("Path relative to the root of the repository."))) {
      $0.place?.file
    }, Member("line", .nullable(.count("Line of the entry's name, from 1."))) { $0.place?.line },
    Entity.fields("The field's value, masked.", "The fields by name.") { $0.entity },
    Member(
      "links", .list(EntryLink.codec, "What it is bound to; both ends of a binding."), \.links),
    Member("activations", .nullable(KeyBalance.codec), \.balance),
    Member("hosts", .nullable(HostKeyUse.codec), \.hostUse),
    Member(
      "services",
      .list(EntryService.codec, "KMS hosts and directories that serve it; itself."), \.services),
    Member(
      "unserved",
      .list(.text("Id of a product."), "What needs a KMS host or directory and has none."),
      \.unserved),
    Member(
      "support", .list(EntrySupport.codec, "Until when its products are supported."), \.support),
    Member("lastChange", LastChange.codec, \.lastChange),
    Member(
      masked: "install", .nullable(.text("The line that installs a public key; null: no such key."))
    ) { $0.entity.installation($1) },
    Member(
      "conversion",
      .list(ConversionStep.codec, "The steps of a deployment with `from`, in order."),
      \.conversion), Member("diagnostics", Diagnostic.list, \.diagnostics))
}

extension EntryLink {
  fileprivate static let codec: Codec<Self> = .object(
    "Another entry that it has to do with.",
    Member("address", .pattern(EntityKind.addressPattern, "The other entry."), \.address),
    Member(
      "binding",
      .nullable(.pattern("^binding/.+$", "The binding; null: a host key and its host."))
    ) { $0.binding.map { "binding/\($0)" } },
    Member(
      "use", .list(.words(KeyUse.words, "A use."), "What the binding is for."), \.use.words),
    Member(
      "machines", .nullable(.count("The binding's, or else its deployment's.")), \.machines),
    Member("activated", .nullable(.count("Machines activated so far."))) { $0.activated?.count },
    Member("activatedAsOf", .nullable(.day("The day that this was read."))) { $0.activated?.asOf },
    Member("about", .text("What the other entry is, in words."), \.about))
}

extension HostKeyUse {
  fileprivate static let codec: Codec<Self> = .object(
    "Of a CSVLK; null for all else.",
    Member("count", .count("KMS hosts that have the key."), \.hosts),
    Member("allowed", .count("KMS hosts that may have it."), \.allowed),
    Member("covers", .list(.text("Id of a product."), "What it activates."), \.covers))
}

extension EntryService {
  fileprivate static let codec: Codec<Self> = .object(
    "A KMS host or directory.",
    Member("service", .address("The host or directory.", of: [.host, .directory]), \.service),
    Member("place", .text("DNS name and port of the host, or the forest."), \.place),
    Member(
      "covers",
      .nullable(
        .list(.text("Id of a product."), "What its host keys activate; null: not known.")),
      \.covers),
    Member(
      "asked", ServiceCounts.codec("Machines that may ask it: an upper bound."), \.asked),
    Member(
      "needed",
      .nullable(
        ServiceCounts.codec("Counts that it activates from; null: none are needed.")), \.needed))
}

extension EntrySupport {
  fileprivate static let codec: Codec<Self> = .object(
    "Support of one product.", Member("product", .text("Id of the product."), \.product),
    Member("release", .nullable(.text("The release; null: the product has one.")), \.release),
    Member(
      "newest", .flag("Whether other releases leave support before this one."), \.isNewest),
    Member("end", .day("Last day without paid updates."), \.end),
    Member("days", .integer("From today to that day; below 0: since then."), \.days),
    Member("esuEnd", .nullable(.day("Last day of paid updates; null: none.")), \.esuEnd))
}

extension LastChange {
  fileprivate static let codec: Codec<Self> = .object(
    "What the journal of a target says of the row.",
    Member(
      "status",
      .words(
        ["not-asked", "unreachable", "none", "known"],
        "Whether a target's journal was asked, and what it knows.")
    ) {
      switch $0 {
      case .notAsked: "not-asked"
      case .unreachable: "unreachable"
      case .none: "none"
      case .known: "known"
      }
    },
    Member("target", .nullable(.text("The target."))) {
      switch $0 {
      case .notAsked: nil
      case .unreachable(let target, _), .none(let target), .known(let target, _): target
      }
    },
    Member("reason", .nullable(.text("Why it was not asked or not reached."))) {
      switch $0 {
      case .notAsked(let reason), .unreachable(_, let reason): reason
      case .none, .known: nil
      }
    },
    Member(
      "changeSet", .nullable(.count("The change set that wrote the row last."))
    ) { $0.writer?.changeSet },
    Member("appliedAt", .nullable(.text("When, in UTC."))) { $0.writer?.appliedAt },
    Member("operator", .nullable(.text("By whom, as claimed."))) { $0.writer?.operatorName },
    Member("databaseRole", .nullable(.text("By whom, as the database says."))) {
      $0.writer?.databaseRole
    })

  private var writer: LastWriter? {
    if case .known(_, let writer) = self { writer } else { nil }
  }
}

extension ConversionStep {
  fileprivate static let codec: Codec<Self> = .object(
    "One step.", Member("text", .text("What to do, and why."), \.text),
    Member("command", .nullable(.text("What to run; null: nothing.")), \.command))
}
