package import KeyformCore

// What the catalogue fills in for a public key whose entry leaves `value` out: the decoder fills it
// in, the writer leaves it out.

extension ReferenceCatalog {
  /// The published values that are for every one of the products.
  package func commonValues(kind: KeyKind, products: [ProductID]) -> Set<KeyMaterial> {
    let candidates = products.map { product in
      Set(publicKeys(kind: kind, product: product, release: product.release).map(\.value))
    }
    guard let first = candidates.first else { return [] }
    return candidates.dropFirst().reduce(first) { $0.intersection($1) }
  }

  /// That an edition has no volume keys at all is rule KIND007's to say.
  package func hasNoVolumeKeys(forAny products: [ProductID]) -> Bool {
    products.contains { facts(of: $0)?.hasVolumeKeys == false }
  }

  /// The value that reading fills in; nil where it has to be written.
  package func filledValue(of key: ProductKey) -> KeyMaterial? {
    guard let kind = key.keyKind, kind.isPublic, !hasNoVolumeKeys(forAny: key.products) else {
      return nil
    }
    let common = commonValues(kind: kind, products: key.products)
    return common.count == 1 ? common.first : nil
  }
}
