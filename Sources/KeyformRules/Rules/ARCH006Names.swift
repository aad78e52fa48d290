internal import KeyformCore

enum ARCH006Names: Rule {
  static let metadata = RuleMetadata(
    id: "ARCH006", name: "names", severity: .error,
    what: "An architecture is x86, amd64 (also written x64), arm64 or ia64.",
    why: """
      Answer files know x86, amd64, arm64 and ia64 alone; Setup skips a component with any other \
      name, its keys among it.
      """,
    fix: "Write one of the four names; x64 is taken for amd64.",
    source: "Microsoft: answer file reference, attribute processorArchitecture",
    weight: .structural)

  static let checks: [RuleCheck] = [
    .deployment(
      { entry, _, _ in findings(entry, "architecture", entry.value.architectures) },
      onlyIf: [.unknownArchitecture]),
    .key(
      { entry, _, _ in findings(entry, "architectures", entry.value.architectures) },
      onlyIf: [.unknownArchitecture]),
  ]

  private static func findings<Value: Managed>(
    _ entry: Entry<Value>, _ field: String, _ architectures: [WrittenArchitecture]
  ) -> [Finding] {
    // Most entries name one, and it is known: no list is made for them.
    guard architectures.contains(where: { !$0.isKnown }) else { return [] }
    return architectures.compactMap { architecture in
      guard case .unknown(let name) = architecture else { return nil }
      let meant = meant(name)
      let near = meant.map { "; did you mean `\($0)`?" } ?? ""
      return Finding(
        entry, at: [field], "unknown architecture\(near)",
        """
        `\(name)` is none that Windows has. \(metadata.why) \
        \(meant.map { "Write `\($0)`." } ?? metadata.fix)
        """)
    }
  }

  /// What other tools write, then what is spelt nearly so.
  private static func meant(_ name: String) -> String? {
    if let known = Architecture(ofOtherTools: name) { return known.rawValue }
    return switch name.lowercased() {
    case "64", "64bit", "64-bit": "amd64"
    case "32", "32bit", "32-bit", "x32": "x86"
    case "arm", "armv8": "arm64"
    default: SpellingSuggestion.suggestion(for: name, in: Architecture.allCases.map(\.rawValue))
    }
  }
}

extension WrittenArchitecture {
  var isKnown: Bool {
    switch self {
    case .known: true
    case .unknown: false
    }
  }
}
