internal import KeyformCore

/// Checks what only the whole catalogue shows: references, aliases, support-date groups.
struct CatalogChecks {
  let draft: CatalogDraft
  let catalog: ReferenceCatalog

  func problems() -> [Diagnostic] {
    products() + publicKeys() + lifecycles() + groups() + hosts() + changes() + aliases()
  }

  // MARK: Sections

  private func products() -> [Diagnostic] {
    zip(draft.products.values, draft.products.places).flatMap { product, place in
      let at = self.place(place)
      var found = sources([product.provenance.source], at)
      found += sources(product.editions.compactMap(\.source), at)
      found += releases(product.architecturesFrom.map(\.release), of: product.slug, at)
      return found
    }
  }

  private func publicKeys() -> [Diagnostic] {
    zip(draft.publicKeys.values, draft.publicKeys.places).flatMap { key, place in
      let at = self.place(place)
      return key.rows.flatMap { row in
        sources([row.provenance.source], at) + ids([row.product] + row.also, at)
          + releases(row.releases, of: row.product.product, at)
      }
    }
  }

  private func lifecycles() -> [Diagnostic] {
    zip(draft.lifecycles.values, draft.lifecycles.places).flatMap { dates, place in
      let at = self.place(place)
      var found = sources([dates.provenance.source], at)
      for slug in [dates.product] + dates.products {
        found += slugs([slug], at) + releases([dates.release], of: slug, at)
        guard case .group(let group) = dates.editions, let product = catalog.product(slug) else {
          continue
        }
        let known = product.editions.compactMap(\.supportGroup)
        guard !known.contains(group) else { continue }
        found.append(unresolved("support-date group of `\(slug)`", group, among: known, at))
      }
      return found
    }
  }

  /// Each edition in exactly one group of each release of its product.
  private func groups() -> [Diagnostic] {
    zip(draft.products.values, draft.products.places).flatMap { product, place in
      product.editions.flatMap { facts in
        let rows = catalog.lifecycles(of: facts.id)
        return product.releases.compactMap { release in
          let count = rows.count { $0.release == release }
          return count == 1
            ? nil
            : CatalogProblem.supportGroup.diagnostic(
              "`\(facts.id.text)` stands in \(count) support-date groups of \(release)",
              "It has to stand in exactly one entry of `lifecycles` for that release.",
              at: self.place(place))
        }
      }
    }
  }

  private func hosts() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (host, place) in zip(draft.hostCoverage.values, draft.hostCoverage.places) {
      let at = self.place(place)
      let newest = host.newestServer.map { [$0] } ?? []
      found += slugs([host.group] + host.hostedOn + newest + host.servers + host.clients, at)
      found += ids(host.notHostedOn.map { ProductID($0) }, at)
      found += sources([host.provenance.source], at)
    }
    for (update, place) in zip(draft.hostUpdates.values, draft.hostUpdates.places) {
      found += slugs([update.host] + update.clients, self.place(place))
      found += sources([update.provenance.source], self.place(place))
    }
    for (host, place) in zip(draft.officeHosts.values, draft.officeHosts.places) {
      let named = [host.group, host.minimumServer, host.minimumClient]
      found += slugs(named + host.hostedOn + host.serves, self.place(place))
      found += sources([host.provenance.source], self.place(place))
    }
    return found
  }

  private func changes() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (changes, place) in zip(draft.editionChanges.values, draft.editionChanges.places) {
      found += ids(changes.flatMap { [$0.from, $0.to] }, self.place(place))
      found += sources(changes.map(\.provenance.source), self.place(place))
    }
    for (updates, place) in zip(draft.extendedUpdates.values, draft.extendedUpdates.places) {
      let at = self.place(place)
      found += slugs([updates.product, updates.addon], at) + ids(updates.years, at)
      found += releases(updates.releases, of: updates.product, at)
      found += sources([updates.provenance.source], at)
    }
    for (error, place) in zip(draft.errors.values, draft.errors.places) {
      found += sources([error.provenance.source], self.place(place))
    }
    return found
  }

  /// At the product that came last: a repository's own, where one is concerned.
  private func aliases() -> [Diagnostic] {
    catalog.clashingNames.compactMap { clash in
      let places = [clash.first, clash.second].compactMap { id in
        draft.products.place(of: ProductID(id).product)
      }
      guard let last = places.max(by: { $0.file < $1.file }) else { return nil }
      return CatalogProblem.ambiguousName.diagnostic(
        "`\(clash.name)` means both `\(clash.first)` and `\(clash.second)`",
        "Remove the name from one of them.", at: place(last))
    }
  }

  // MARK: References

  private func sources(_ ids: [String], _ at: FileLocation) -> [Diagnostic] {
    ids.filter { draft.sources[$0] == nil }.map {
      unresolved("source", $0, among: catalog.sources.map(\.id), at)
    }
  }

  private func slugs(_ slugs: [String], _ at: FileLocation) -> [Diagnostic] {
    slugs.filter { catalog.product($0) == nil }.map {
      unresolved("product", $0, among: catalog.products.map(\.slug), at)
    }
  }

  /// Canonical ids of editions, or of products without one, with or without a release.
  private func ids(_ ids: [ProductID], _ at: FileLocation) -> [Diagnostic] {
    ids.flatMap { id in
      let isKnown =
        catalog.facts(of: id) != nil || id.edition == nil && catalog.product(id.product) != nil
      guard isKnown else {
        return [unresolved("edition", id.text, among: catalog.editions.map(\.id.text), at)]
      }
      return id.release.map { releases([$0], of: id.product, at) } ?? []
    }
  }

  private func releases(_ names: [String], of slug: String, _ at: FileLocation) -> [Diagnostic] {
    guard let known = catalog.product(slug)?.releases else { return [] }
    return names.filter { !known.contains($0) }.map {
      unresolved("release of `\(slug)`", $0, among: known, at)
    }
  }

  private func unresolved(
    _ what: String, _ name: String, among known: [String], _ at: FileLocation
  ) -> Diagnostic {
    CatalogProblem.unresolved.diagnostic(
      "`\(name)` is no \(what)",
      SpellingSuggestion.suggestion(for: name, in: known).map { "Did you mean `\($0)`?" }
        ?? "Correct the spelling, or add it to the catalogue.", at: at)
  }

  private func place(_ place: EntryPlace) -> FileLocation { place.place(in: draft.paths) }
}
