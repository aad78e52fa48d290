package import KeyformCore

extension ReferenceCatalog {
  /// The catalogue that travels inside the executable.
  package static func builtIn() -> ReferenceCatalog {
    CatalogDecoder.decode(
      builtIn: BuiltInCatalogFiles.all, digest: BuiltInCatalogFiles.digest, depth: .form
    ).catalog
  }

  /// The built-in catalogue, extended and overridden by the files of a repository's own `catalog/`
  /// folder, sorted by path here. Problems are in the order of files and lines.
  package static func merging(_ own: [CatalogFile]) -> CatalogDecoder.Result {
    let own = own.sorted { $0.path < $1.path }
    var digest = ContentDigest()
    for file in BuiltInCatalogFiles.all + own { digest.update(file.bytes) }
    return CatalogDecoder.decode(
      builtIn: BuiltInCatalogFiles.all, own: own, digest: digest.hex(), depth: .references)
  }
}
