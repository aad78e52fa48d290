package import KeyformCore

extension ReferenceCatalog {
  /// Reads what `keyform which` is asked; whatever does not exist is wrong usage.
  package func question(
    _ product: String, release: String?, architecture: String?, use: String?
  ) throws -> KeyQuestion {
    let found = try self.product(named: product)
    if found.isWithoutEdition {
      let editions = self.product(of: found.id)?.editions.map(\.id.text) ?? []
      throw Failure(
        .usage, "`\(product)` names a product without its edition",
        "Name one of \(editions.joined(separator: ", ")).")
    }
    let named = found.id
    let id = facts(of: named)?.id ?? named
    if let own = named.release, let release, own.lowercased() != release.lowercased() {
      throw Failure(
        .usage, "`\(product)` and --release name different releases", "Leave one of them out.")
    }
    let release = try (release ?? named.release).map { try self.release($0, of: id) }
    return KeyQuestion(
      product: id, release: release,
      architecture: try architecture.map { try self.architecture($0, of: id, release) },
      use: try use.map(self.use) ?? [.installation, .activation])
  }

  private func release(_ written: String, of id: ProductID) throws -> String {
    let releases = releases(of: id)
    if let known = releases.first(where: { $0.lowercased() == written.lowercased() }) {
      return known
    }
    guard !releases.isEmpty else {
      throw Failure(
        .usage, "\(id.product) has no releases with support dates of their own",
        "Leave --release out.")
    }
    let near = SpellingSuggestion.question(written, in: releases)
    throw Failure(
      .usage, "\(id.product) has no release `\(written)`\(near)",
      "It has \(releases.joined(separator: ", ")).")
  }

  private func architecture(
    _ written: String, of id: ProductID, _ release: String?
  ) throws -> Architecture {
    guard let known = Architecture(written: written) ?? Architecture(ofOtherTools: written) else {
      throw Failure(
        .usage, "`\(written)` is no architecture",
        "It is one of \(Architecture.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    let existing = architectures(of: id, release: release)
    guard existing.isEmpty || existing.contains(known) else {
      throw Failure(
        .usage, "\(id)\(release.map { " \($0)" } ?? "") does not exist for \(known.rawValue)",
        "It exists for \(existing.map(\.rawValue).joined(separator: ", ")).")
    }
    return known
  }

  private func use(_ written: String) throws -> KeyUse {
    if let use = KeyUse(word: written) { return use }
    let near = SpellingSuggestion.question(written, in: KeyUse.words)
    throw Failure(.usage, "`\(written)` is no use\(near)", "It is installation or activation.")
  }

  /// A product as somebody types it: its id or one of its names. What does not exist is wrong
  /// usage.
  package func product(named text: String) throws -> (id: ProductID, isWithoutEdition: Bool) {
    switch resolve(text) {
    case .known(let id, _): return (id, false)
    case .needsEdition(let id, _): return (id, true)
    case .ambiguous(let ids):
      throw Failure(
        .usage, "`\(text)` stands for several products",
        "Name one of \(ids.map(\.text).joined(separator: ", ")).")
    case .unknownProduct(let near), .unknownEdition(_, let near), .unknownRelease(_, let near):
      throw Failure(
        .usage, "the catalogue knows no `\(text)`" + (near.map { "; did you mean `\($0)`?" } ?? ""),
        "keyform catalog list shows all ids.")
    }
  }
}
