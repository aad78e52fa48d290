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

  /// The sections as fields of the file.
  static let specs = all.map { FieldSpec($0.name, .map(.entries, .text), "") }

  static let words = KeywordTable(all.map(\.name))
}
