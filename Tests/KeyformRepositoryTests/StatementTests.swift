import Foundation
import KeyformCatalog
import KeyformCore
import KeyformRepository
import Testing

/// What the file format promises of values: they mean what they look like.
@Suite struct StatementTests {
  private func everything() -> Inventory {
    RepositoryFixture(name: "everything").load()
      .assemble(secrets: .open(Reading.environment)).state.inventory
  }

  @Test func scalarsAreTextUntilAFieldSaysOtherwise() throws {
    let inventory = everything()
    let key = try #require(inventory.keys["full"]).value
    #expect(key.annotations.note == "no")
    #expect(key.annotations.title == "yes")
    #expect(key.agreement == "V1234567")
    #expect(
      key.annotations.labels.map(\.text) == ["cloud=true", "cost=4711", "site=berlin"])
    #expect(key.remaining == Observation(count: 412, asOf: CalendarDate("2026-11-01")))
    #expect(key.licences == 0)
    #expect(key.sharedWith == ["berlin", "site-*"])
    #expect(key.state == .standby)
    #expect(key.use == .activation)
    #expect(key.annotations.isProtected)
    #expect(inventory.keys["full"]?.was == "berlin-laptops.mak")
    #expect(inventory.keys["unlimited"]?.value.annotations.isProtected == false)
    let old = try #require(inventory.deployments["old"]).value
    #expect(old.release == "1809")
    #expect(try #require(inventory.deployments["full"]).value.build == "26100.1742")
    #expect(try #require(inventory.keys["unlimited"]).value.check == KeyCheck("123"))
    #expect(try #require(inventory.keys["unlimited"]).value.quantity == .unlimited)
  }

  @Test func emptyFieldsCountAsAbsent() throws {
    let inventory = everything()
    var key = ProductKey(name: "hollow")
    key.keyKind = .retail
    key.products = [ProductID("windows-11/pro")]
    #expect(try #require(inventory.keys["hollow"]).value == key)
    #expect(try #require(inventory.keys["hollow"]).flaws == nil)
    var deployment = Deployment(name: "hollow")
    deployment.os = ProductID("windows-server-2025/standard")
    #expect(try #require(inventory.deployments["hollow"]).value == deployment)
    let inside = try #require(inventory.deployments["inside"]).value
    #expect(!inside.isConverted)
    #expect(inside.hypervisor == nil && inside.virtualizationHost == nil)
    let host = try #require(inventory.hosts["hollow"]).value
    #expect(host.port == 1688)
    #expect(host.activationInterval == 120)
    #expect(host.renewalInterval == 10080)
    #expect(host.os == nil)
  }

  @Test func theCatalogueFillsInWhatIsPublic() throws {
    let inventory = everything()
    let filled = try #require(inventory.keys["gvlk-filled"]).value
    let named = try #require(inventory.keys["gvlk-named"]).value
    #expect(filled.publicValue?.reveal() == "NPPR9-FWDCX-D2C8J-H872K-2YT43")
    #expect(filled.publicValue == named.publicValue)
    #expect(filled.tail == KeyTail("2YT43"))
    #expect(filled.check != nil && filled.check == named.check)
    #expect(named.products.contains(ProductID("windows-11/enterprise")))
    #expect(named.products.contains(ProductID("windows-10/enterprise")))
    #expect(named.products == named.products.sorted())
  }

  @Test func aliasesBecomeCanonicalIds() throws {
    let inventory = everything()
    let german = try #require(inventory.deployments["german"]).value
    #expect(german.os == ProductID("windows-server-2022/datacenter"))
    #expect(german.architectures == [.known(.amd64)])
    #expect(
      try #require(inventory.keys["full"]).value.products
        == [ProductID("windows-10/enterprise"), ProductID("windows-11/enterprise")])
    #expect(
      try #require(inventory.keys["full"]).value.architectures == [.known(.amd64)]
        || inventory.keys["full"]?.value.architectures == [.known(.amd64), .known(.amd64)])
  }

  @Test func aReleaseBehindTheAtSignCounts() throws {
    let deployment = try #require(everything().deployments["at"]).value
    #expect(deployment.os == ProductID("windows-server-sac/standard"))
    #expect(deployment.release == "1803")
  }

  @Test func shortBindingsAreBindings() throws {
    let inventory = everything()
    let entry = try #require(inventory.bindings["full.gvlk-filled"])
    #expect(entry.value.deployment == "full")
    #expect(entry.value.key == KeyReference("gvlk-filled"))
    #expect(entry.value.use == [.installation, .activation])
    #expect(entry.origin.line > 1 && entry.origin.column == 12)
  }

  /// Two names of a hundred characters make a binding of 201.
  @Test func longNamesJoin() throws {
    let key = String(repeating: "k", count: 100)
    let deployment = String(repeating: "d", count: 100)
    func files(_ key: String, _ deployment: String) -> [String: String] {
      [
        "a.yaml": """
        keys: {\(key): {kind: mak, tail: 2YT43, check: 9f3}}
        deployments: {\(deployment): {os: windows-server-2025/standard, keys: {\(key): [activation]}}}
        """
      ]
    }
    let repository = try TemporaryRepository(files(key, deployment))
    #expect(repository.found() == [])
    #expect(repository.inventory().bindings.entries.map(\.name) == ["\(deployment).\(key)"])
    #expect(repository.inventory().bindings.entries.map(\.name.count) == [201])
    #expect(try TemporaryRepository(files(key + "k", deployment)).found() == ["SCH008 a.yaml:1:8"])
    #expect(
      try TemporaryRepository(files(key, deployment + "d")).found() == ["SCH008 a.yaml:2:15"])
  }

  @Test func fiftyMistakesAreFiftyDiagnostics() throws {
    var files: [String: String] = [:]
    for file in 0..<5 {
      files["f\(file).yaml"] =
        "keys:\n"
        + (0..<10).map { "  k\(file)-\($0): {kind: mak, tail: 2YT43, check: 9f3, colour: \($0)}\n" }
        .joined()
    }
    let found = try TemporaryRepository(files).found()
    #expect(found.count == 50)
    #expect(Set(found).count == 50)
    #expect(found.allSatisfy { $0.hasPrefix("SCH002 ") && $0.hasSuffix(":46") })
  }

  /// A repository's own `catalog/` extends the built-in one.
  @Test func ownProductsAreKnown() throws {
    let loaded = RepositoryFixture(name: "catalogue").load()
    let key = loaded.assemble(secrets: .closed).state.inventory.keys["own"]
    #expect(key?.flaws == nil)
    #expect(key?.value.products == [ProductID("own-os/pro")])
    #expect(loaded.catalog.product("windows-11") != nil)
    #expect(loaded.catalog.digest != ReferenceCatalog.builtIn().digest)
  }

  /// A key whose kind is no kind is told once: the note keeps rule KIND001 silent.
  @Test(arguments: [
    "{kind: gvkl}", "{kind: [mak]}", "{kidn: mak}", "mak", "[mak]", "{kind: *a}", "{kind: {a: b}}",
  ])
  func aMisstatedKindIsNoted(_ entry: String) throws {
    let repository = try TemporaryRepository(["a.yaml": "keys:\n  a: \(entry)\n"])
    #expect(repository.load().diagnostics.count == 1)
    #expect(repository.inventory().keys["a"]?.flaws?.kindIsMisstated == true)
  }

  @Test(arguments: ["{}", "~", "", "{kind: }", "{kind: ~, note: a}"])
  func anAbsentKindIsForTheRule(_ entry: String) throws {
    let repository = try TemporaryRepository(["a.yaml": "keys:\n  a: \(entry)\n"])
    #expect(repository.load().diagnostics == [])
    let key = try #require(repository.inventory().keys["a"])
    #expect(key.value.keyKind == nil)
    #expect(key.flaws?.kindIsMisstated != true)
  }

  /// Keys in clear text are noted wherever text may stand.
  @Test(arguments: [
    ("title: @", ["title"]), ("owner: @", ["owner"]), ("note: see @ there", ["note"]),
    ("agreement: @", ["agreement"]), ("labels: {site: @}", ["labels", "site"]),
    ("ignore: {LC002: {reason: @}}", ["ignore", "LC002", "reason"]),
    ("sharedWith: [a, @]", ["sharedWith", "1"]), ("secret: {env: @}", ["secret", "env"]),
  ])
  func keysInTextsAreNoted(_ field: String, _ path: [String]) throws {
    let secret = "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"
    let text = field.replacing("@", with: secret)
    let repository = try TemporaryRepository(["a.yaml": "keys:\n  a: {kind: mak, \(text)}\n"])
    #expect(repository.inventory().keys["a"]?.flaws?.keyShapedTexts == [path])
    let published = field.replacing("@", with: "NPPR9-FWDCX-D2C8J-H872K-2YT43")
    try repository.write("a.yaml", "keys:\n  a: {kind: mak, \(published)}\n")
    #expect(repository.inventory().keys["a"]?.flaws == nil)
  }
}
