import KeyformCatalog
import KeyformCore
import Testing

/// What travels inside the executable is the folder `catalog/`, byte by byte.
@Suite struct EmbeddingTests {
  @Test func theEmbeddedFilesAreThoseOfTheFolder() throws {
    let files = try CatalogFolder.files()
    let embedded = BuiltInCatalogFiles.all
    #expect(embedded.map(\.path) == files.map(\.path), "run scripts/embed-catalog")
    for (copy, file) in zip(embedded, files) {
      #expect(copy.bytes == file.bytes, "\(file.path): run scripts/embed-catalog")
    }
    var digest = ContentDigest()
    for file in files { digest.update(file.bytes) }
    #expect(BuiltInCatalogFiles.digest == digest.hex())
  }

  @Test func theBuiltInCatalogueIsWhole() throws {
    let catalog = ReferenceCatalog.builtIn()
    let folder = try CatalogFolder.catalog()
    #expect(catalog.edition == "2026-11")
    #expect(catalog.date.description == "2026-11-20")
    #expect(catalog.digest == "2026-11 sha256:" + BuiltInCatalogFiles.digest)
    #expect(catalog.products == folder.products)
    #expect(catalog.publicKeys == folder.publicKeys)
    #expect(catalog.lifecycles == folder.lifecycles)
  }
}
