import Foundation
import KeyformCatalog
import KeyformCore

/// The catalogue as it stands in the folder `catalog/` of this checkout.
enum CatalogFolder {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  /// Sorted by path.
  static func files() throws -> [CatalogFile] {
    let folder = root.appending(path: "catalog")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
    return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
      let bytes = try Data(contentsOf: folder.appending(path: name))
      return CatalogFile(path: "catalog/" + name, bytes: Array(bytes))
    }
  }

  static let decoded: Result<CatalogDecoder.Result, any Error> = Result {
    CatalogDecoder.decode(builtIn: try files(), digest: "", depth: .references)
  }

  static func catalog() throws -> ReferenceCatalog { try decoded.get().catalog }
}
