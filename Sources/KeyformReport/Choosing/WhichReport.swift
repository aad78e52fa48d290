package import KeyformCore

/// The keys that are for a product, and what was asked.
package struct WhichReport {
  package let question: KeyQuestion
  /// The best first.
  package let choices: [KeyChoice]
  /// Where an entry is written.
  package let place: (EntryOrigin) -> FileLocation?

  package init(
    _ question: KeyQuestion, _ choices: [KeyChoice],
    place: @escaping (EntryOrigin) -> FileLocation?
  ) {
    self.question = question
    self.choices = choices
    self.place = place
  }

  func place(of choice: KeyChoice) -> FileLocation? {
    guard case .entry(let origin) = choice.source else { return nil }
    return place(origin)
  }
}

extension KeyChoice {
  /// What is left, in a word or two.
  var leftText: String {
    guard let supply else { return "" }
    if supply.isUnlimited { return "unlimited" }
    return supply.left.map { String(max(0, $0)) } ?? "?"
  }
}

extension WhichReport {
  /// For people: a table with the reasons below each row.
  package func add(to buffer: inout TextBuffer) {
    var asked = question.product.text
    if let release = question.release { asked += " \(release)" }
    if let architecture = question.architecture { asked += " on \(architecture.rawValue)" }
    buffer.line("\(asked), for \(question.use.words.joined(separator: " and "))", .strong)
    buffer.breakLine()
    guard !choices.isEmpty else {
      return buffer.line("No key of the repository or the catalogue is for it.")
    }
    var table = TextTable(
      header: ["KEY", "KIND", "STATE", "FOR", "VALUE", "LEFT", "WHERE"], buffer.masking)
    for choice in choices {
      table.append(row(choice, buffer.masking), below: reasons(choice))
    }
    table.add(to: &buffer)
    buffer.breakLine()
    let usable = choices.count { $0.verdict == .yes }
    buffer.line("Usable as they are: \(usable) of \(choices.count).", .strong)
  }

  private func row(_ choice: KeyChoice, _ masking: Masking) -> [String] {
    let key = choice.key
    let place: String =
      switch choice.source {
      case .entry: self.place(of: choice).map { "\($0.file):\($0.line)" } ?? ""
      case .project(let project): "project \(project)"
      case .catalogue: "catalogue alone"
      }
    return [
      choice.reference?.description ?? "-", key.keyKind?.rawValue ?? "-",
      key.state.rawValue, choice.use.words.joined(separator: ", "),
      key.shownValue(masking) ?? "not recorded", choice.leftText, place,
    ]
  }

  private func reasons(_ choice: KeyChoice) -> String {
    "\(choice.verdict.rawValue): \(choice.reasons.joined(separator: "; "))"
  }
}

// Keys for a product.
extension WhichReport {
  package static let document: JSONDocument<WhichReport> = JSONDocument(
    "which", .indented, title: "Keys that are for a product",
    "Keys that a deployment of a product could use.",
    Member("product", .text("Id of the edition that was asked for."), \.question.product.text),
    Member(
      "release", .nullable(.text("The release that was asked for; null: any.")),
      \.question.release),
    Member("architecture", .nullable(oneOf(Architecture.self, "Asked for; null: any."))) {
      $0.question.architecture?.rawValue
    }, Member("use", uses("The uses that were asked for."), \.question.use.words),
    Member("keys", .list(key, "Keys that are for the product, the best first.")) { report in
      report.choices.map { ($0, report.place(of: $0)) }
    })

  /// A list of words would have to hold null as well.
  private static func oneOf<Word: RawRepresentable<String> & CaseIterable>(
    _ words: Word.Type, _ description: String
  ) -> Codec<String> {
    .pattern("^(\(words.allCases.map(\.rawValue).joined(separator: "|")))$", description)
  }

  private static func uses(_ description: String) -> Codec<[String]> {
    .list(.words(KeyUse.words, "A use."), description)
  }

  private static let key: Codec<(choice: KeyChoice, place: FileLocation?)> = .object(
    "One key.",
    Member("reference", .nullable(.text("As bindings name it; null: it has no entry."))) {
      $0.choice.reference?.description
    },
    Member(
      "source",
      .words(
        ["repository", "project", "catalogue"],
        "An entry here, one that another project shares, or a published key without entry.")
    ) {
      switch $0.choice.source {
      case .entry: "repository"
      case .project: "project"
      case .catalogue: "catalogue"
      }
    },
    Member(
      "verdict",
      .word(
        "Whether a further deployment could use it; conditional: reasons name what must hold.")
    ) { $0.choice.verdict },
    Member("reasons", .list(.text("In short."), "Why, the weightiest first.")) {
      $0.choice.reasons
    },
    Member("kind", .nullable(oneOf(KeyKind.self, "Kind; null: none stated."))) {
      $0.choice.key.keyKind?.rawValue
    }, Member("state", .word("State of the entry.")) { $0.choice.key.state },
    Member("use", uses("What of the uses asked for it can have.")) { $0.choice.use.words },
    Member(
      masked: "value", .nullable(.text("The value of a public key; null: secret or unknown."))
    ) { $0.choice.key.shownPublicValue($1) },
    Member("tail", .nullable(.text("The last five characters."))) { $0.choice.key.tail?.text },
    Member("check", .nullable(.text("The 12-bit check value."))) { $0.choice.key.check?.text },
    Member("supply", .nullable(KeySupply.codec)) { $0.choice.supply },
    Member(
      "servers",
      .list(
        .address("Kind and name."),
        "Hosts and directories that would activate machines with a GVLK.")
    ) { $0.choice.servers },
    Member("file", .nullable(.text("Where the entry is written; null: in no file here."))) {
      $0.place?.file
    }, Member("line", .nullable(.count("Line of the entry's name, from 1."))) { $0.place?.line })
}

extension KeySupply {
  fileprivate static let codec: Codec<Self> = .object(
    "Activations of a counted key; null: not counted.",
    Member("quantity", .nullable(.count("Activations granted; null: not recorded."))) {
      if case .count(let count) = $0.quantity { count } else { nil }
    }, Member("unlimited", .flag("Whether the grant is unlimited.")) { $0.quantity == .unlimited },
    Member("remaining", .nullable(.count("Activations left, as somebody read them."))) {
      $0.remaining?.count
    },
    Member("asOf", .nullable(.day("The day that `remaining` was read."))) { $0.remaining?.asOf },
    Member("bindings", .count("Bindings for activation."), \.bindings),
    Member("machines", .count("Machines of those bindings."), \.machines),
    Member(
      "activated", .nullable(.count("Machines activated; null: not recorded for all.")),
      \.activated),
    Member(
      "left",
      .nullable(
        .count("Left at most once every bound machine is activated; null: not known."))
    ) { $0.left.map { max(0, $0) } })
}
