internal import Dispatch
package import KeyformCore

extension ReferenceCatalog {
  /// The catalogue that travels inside the executable.
  package static func builtIn() -> ReferenceCatalog { embedded }

  /// Begins to decode it on another core: nearly every command needs it, and it takes as long as
  /// reading the command line.
  package static func prepareBuiltIn() {
    DispatchQueue.global(qos: .userInitiated).async { _ = embedded }
  }

  private static let embedded = CatalogDecoder.decode(
    builtIn: BuiltInCatalogFiles.all, digest: BuiltInCatalogFiles.digest, depth: .form
  ).catalog

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
