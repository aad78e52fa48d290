import Foundation
import KeyformCatalog
import KeyformCore
import KeyformRules
import Testing

/// Every published key in a repository, bound to all that its rows name: right by definition.
@Suite struct CatalogueIsCleanTests {
  private static let catalog = ReferenceCatalog.builtIn()

  /// True of old products whatever their keys are; KIND004 doubts four rows of the page itself.
  private static let rightFindings: Set<String> = ["LC001", "LC002", "LC003", "KIND004"]

  @Test func everyPublishedKeyIsForItsRows() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "keyform-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rollouts = Self.catalog.publicKeys.flatMap(Self.rollouts)
    let text =
      "keys:\n" + Self.catalog.publicKeys.map(Self.key).joined() + "deployments:\n"
      + rollouts.joined()
    for (file, text) in [
      ("keyform.yaml", "keyform: 1\nproject: catalogue\n# today: \(Self.catalog.date)\n"),
      ("entries.yaml", text),
    ] {
      try text.write(to: folder.appending(path: file), atomically: true, encoding: .utf8)
    }
    let repository = RuleFixture(
      rule: folder.lastPathComponent, name: ".", base: folder.deletingLastPathComponent())
    let diagnostics = try repository.diagnostics()
    for alarm in diagnostics where alarm.severity > .info {
      guard !Self.rightFindings.contains(alarm.rule) else { continue }
      Issue.record("\(alarm.rule) \(alarm.address?.name ?? ""): \(alarm.summary). \(alarm.detail)")
    }
    #expect(rollouts.count > Self.catalog.publicKeys.count)
    // Old products are among them, so the linter did look.
    #expect(diagnostics.contains { $0.rule == "LC001" })
  }

  /// Entries may not be named like keys; no two keys share their last five characters.
  private static func name(_ key: PublicKey) -> String { "k-\(key.value.tail)".lowercased() }

  private static func key(_ key: PublicKey) -> String {
    let products = Set(key.rows.flatMap { [$0.product] + $0.also }.map(\.text)).sorted()
    return """
        \(name(key)):
          kind: \(key.kind.rawValue)
          products: [\(products.joined(separator: ", "))]
          value: \(key.value.reveal())

      """
  }

  /// One deployment for each edition of each row, in the latest release that the key is for. A row
  /// that names a product alone is one that KIND004 doubts.
  private static func rollouts(_ key: PublicKey) -> [String] {
    key.rows.enumerated().flatMap { number, row in
      ([row.product] + row.also).enumerated().compactMap { place, product in
        catalog.facts(of: product) == nil
          ? nil
          : """
            \(name(key)).\(number).\(place):
              \(installed(product, row))
              keys: {\(name(key)): [activation]}

          """
      }
    }
  }

  private static func installed(_ product: ProductID, _ row: PublicKey.Row) -> String {
    if catalog.facts(of: product)?.family == .office {
      return "os: windows-11/enterprise\n    release: 25H2\n    office: [\(product.text)]"
    }
    let own = catalog.lifecycles(of: product).map(\.release)
    let release =
      product.release
      ?? (own.count > 1 ? row.releases.last ?? catalog.releases(of: product).last : nil)
    let edition = product.text.prefix { $0 != "@" }
    return "os: \(edition)" + (release.map { "\n    release: \($0)" } ?? "")
  }
}
