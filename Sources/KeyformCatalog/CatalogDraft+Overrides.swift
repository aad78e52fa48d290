internal import KeyformCore

extension CatalogDraft {
  /// The entries of a repository's own files that are about products, by place. Sources, error
  /// codes and thresholds are about none.
  func overrides(_ paths: [String]) -> [CatalogOverride] {
    let found =
      list(products, "products", paths) { [$0.slug] }
      + list(publicKeys, "publicKeys", paths) { key in
        key.rows.flatMap { [$0.product.product] + $0.also.map(\.product) }
      }
      + list(lifecycles, "lifecycles", paths) { [$0.product] + $0.products }
      + list(hostCoverage, "hostCoverage", paths) { [$0.group] }
      + list(hostUpdates, "hostUpdates", paths) { [$0.host] }
      + list(officeHosts, "officeHosts", paths) { [$0.group] }
      + list(editionChanges, "editionChanges", paths) { $0.map(\.to.product) }
      + list(extendedUpdates, "esu", paths) { [$0.product, $0.addon] }
    return found.sorted { $0.place < $1.place }.map(\.entry)
  }

  private func list<Value>(
    _ section: NamedList<Value>, _ name: String, _ paths: [String],
    products: (Value) -> [String]
  ) -> [(entry: CatalogOverride, place: Place)] {
    section.ids.indices.filter { isOwn(section.places[$0]) }.map { index in
      let id = section.ids[index]
      let place = section.places[index]
      return (
        CatalogOverride(
          section: name, name: KeyMaterial(canonical: id)?.description ?? id,
          products: products(section.values[index]),
          origin: place.origin(behind: firstOwnFile)),
        place.place(in: paths)
      )
    }
  }
}
