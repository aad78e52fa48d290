internal import KeyformCore
internal import KeyformYAML

/// A section of a resource file: entries of a kind, or waivers, which are no rows.
enum ResourceSection {
  case entries(ResourceSchema)
  case waivers

  var name: String {
    switch self {
    case .entries(let schema): schema.kind.section
    case .waivers: "waivers"
    }
  }

  /// In the order of the documentation.
  static let all = ResourceSchema.all.map(Self.entries) + [.waivers]

  /// All of them, for sentences: `keys, deployments, bindings, hosts, directories and waivers`.
  static let listed =
    all.dropLast().map(\.name).joined(separator: ", ") + " and \(waivers.name)"

  /// The sections as fields of the file.
  static let specs = all.map { FieldSpec($0.name, .map(.entries, .text), "") }

  static let words = KeywordTable(all.map(\.name))
}

/// Fields of an entry in `waivers:`.
enum WaiverField: Int, CaseIterable {
  case limit, addresses, until, reason

  var spec: FieldSpec {
    switch self {
    case .limit:
      FieldSpec(
        "limit", .word(LimitSubject.all.map(\.text)), "The limit that is waived.", required: true)
    case .addresses:
      FieldSpec(
        "addresses", .list(.text, minimum: 1),
        "Patterns of the addresses that it does not count, such as key/old-*.", required: true)
    case .until:
      FieldSpec("until", .date, "The last day on which the waiver holds.", required: true)
    case .reason: FieldSpec("reason", .text, "Why it is granted.", required: true)
    }
  }

  static let list = FieldList(allCases.map(\.spec))
}
