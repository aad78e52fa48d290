import Foundation
import KeyformCatalog
import KeyformCore
import KeyformRepository
import Testing

/// What is written reads back as the same inventory.
@Suite struct WriterRoundTripTests {
  /// Every repository of the checkout that reads without a structural error.
  private static let repositories: [String] = {
    let folders = [
      "examples", "Tests/KeyformRepositoryTests/Fixtures/repositories",
      "Tests/KeyformRulesTests/Fixtures",
    ]
    return folders.flatMap { folder in
      let root = CatalogFolder.root.appending(path: folder)
      let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path())) ?? []
      return paths.filter { $0.hasSuffix("keyform.yaml") }.sorted()
        .map { folder + "/" + $0.dropLast("/keyform.yaml".count) }
    }.filter { !load($0).diagnostics.contains(where: \.isStructural) }
  }()

  private static func load(_ path: String) -> LoadedRepository {
    RepositoryLoader(root: CatalogFolder.root.appending(path: path).path()).load()
  }

  @Test func thereAreRepositories() { #expect(Self.repositories.count > 30) }

  @Test(arguments: repositories)
  func repositoriesComeBack(_ path: String) throws {
    let repository = Self.load(path)
    let sets = repository.project.targets.map(\.include)
    for include in sets.isEmpty ? [[]] : sets {
      let state = repository.assemble(for: include, secrets: .open(Reading.environment)).state
      var inventory = state.inventory
      inventory.keys = EntrySet(
        inventory.keys.entries.filter { Self.isSayable($0, repository.catalog) })
      let catalog = repository.files.filter { $0.path.hasPrefix("catalog/") }
      try WriterCheck(project: state.project, catalog: catalog).expectBack(
        inventory, repository.catalog)
    }
  }

  /// Fixtures hold mistakes on purpose. A value that is none, or that nobody published under its
  /// kind, is not written.
  private static func isSayable(
    _ entry: Entry<ProductKey>, _ catalog: ReferenceCatalog
  ) -> Bool {
    if entry.flaws?.value != nil || entry.flaws?.writtenSecret != nil { return false }
    return entry.value.publicValue.map { catalog.publicKey($0) != nil } ?? true
  }

  @Test func namesThatOtherReadersTakeForValuesComeBack() throws {
    let names = ["1809", "no", "0x1f", "1e3", "2026-11-01", "y", "null", "12-30"]
    let deployments = names.map { name in
      var deployment = Deployment(name: name)
      deployment.os = ProductID("windows-11/pro")
      deployment.release = "25H2"
      deployment.annotations.labels = [Label(name: name, value: name)]
      return Entry(deployment, origin: .none)
    }
    try WriterCheck().expectBack(Inventory(deployments: EntrySet(deployments)), .builtIn())
  }
}
