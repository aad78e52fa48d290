internal import KeyformCore

/// Architectures that do not exist for a product, sorted out to the rules that report them.
enum ImpossibleArchitectures {
  /// Whose finding it is.
  enum Matter {
    case x86OnClient, x86OnServer, itanium, arm64
  }

  /// The architectures of a deployment that are `matter`'s.
  static func of(
    _ deployment: Deployment, _ matter: Matter, _ context: LintContext
  ) -> [Architecture] {
    guard !deployment.architectures.isEmpty, let os = deployment.os else { return [] }
    return named(deployment.architectures) {
      Self.matter(of: $0, os, deployment.release, context) == matter
    }
  }

  /// The architectures of a key's limits that are `matter`'s for every product it is for.
  static func of(_ key: ProductKey, _ matter: Matter, _ context: LintContext) -> [Architecture] {
    guard !key.architectures.isEmpty, !key.products.isEmpty else { return [] }
    return named(key.architectures) { architecture in
      key.products.allSatisfy {
        Self.matter(of: architecture, $0, $0.release, context) == matter
      }
    }
  }

  private static func named(
    _ written: [WrittenArchitecture], _ isWanted: (Architecture) -> Bool
  ) -> [Architecture] {
    written.compactMap {
      if case .known(let architecture) = $0, isWanted(architecture) { return architecture }
      return nil
    }
  }

  /// Nil where the architecture exists, or nothing is known of the product.
  static func matter(
    of architecture: Architecture, _ id: ProductID, _ release: String?, _ context: LintContext
  ) -> Matter? {
    guard let traits = context.traits(of: id), traits.family == .client || traits.family == .server
    else { return nil }
    var existing = traits.architectures
    // Only few products differ by release, and asking the catalogue costs a copy.
    if traits.hasLaterArchitectures, release != nil {
      existing = ArchitectureSet(context.catalog.architectures(of: id, release: release))
    }
    guard !existing.contains(architecture) else { return nil }
    if existing == ArchitectureSet(.ia64) || architecture == .ia64 { return .itanium }
    switch architecture {
    case .x86: return traits.family == .server ? .x86OnServer : .x86OnClient
    case .arm64: return .arm64
    case .amd64, .ia64: return nil
    }
  }
}

extension ImpossibleArchitectures {
  /// The checks of the rule that reports `matter`.
  static func checks(_ matter: Matter, _ summary: String, _ metadata: RuleMetadata) -> [RuleCheck] {
    [
      .deployment(
        { entry, _, context in
          let found = of(entry.value, matter, context)
          guard !found.isEmpty else { return [] }
          let release = entry.value.release.map { "@\($0)" } ?? ""
          let product = (entry.value.os?.text ?? "") + release
          return [Finding(entry, at: ["architecture"], summary, detail(product, found, metadata))]
        }, onlyIf: [.impossibleArchitecture]),
      .key(
        { entry, _, context in
          let found = of(entry.value, matter, context)
          guard !found.isEmpty else { return [] }
          let products = entry.value.products.listed
          return [Finding(entry, at: ["architectures"], summary, detail(products, found, metadata))]
        }, onlyIf: [.impossibleArchitecture]),
    ]
  }

  private static func detail(
    _ product: String, _ found: [Architecture], _ metadata: RuleMetadata
  ) -> String {
    let names = found.map(\.rawValue).joined(separator: ", ")
    return "\(product) does not go with \(names). \(metadata.advice)"
  }
}
