import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// Files are read in parallel; the result never depends on the order.
@Suite struct OrderTests {
  /// Thirty files with entries of every kind, some with mistakes, some with equal names.
  private static let texts: [String] = (0..<30).map { number in
    """
    keys:
      mak-\(number): {kind: mak, tail: 2YT43, check: 9f3, labels: {site: s\(number % 3)}}
      clash-\(number % 10): {kind: csvlk, tail: BCDFG, check: 9f4}
      wrong-\(number): {kind: makk}
    deployments:
      d-\(number): {os: windows-11/enterprise, release: 25H2, keys: {mak-\((number + 7) % 30): [activation]}}
    bindings:
      b-\(number): {deployment: d-\((number + 11) % 30), key: mak-\(number), use: [installation]}
      gone-\(number): {deployment: d-\(number), key: nobody-\(number), use: [installation]}
    """
  }

  private struct Result: Equatable {
    let names: [String]
    let diagnostics: [String]
    let keys: [ProductKey]
    let deployments: [Deployment]
    let bindings: [Binding]
  }

  private func result(_ repository: TemporaryRepository) -> Result {
    let inventory = repository.inventory()
    let keys = inventory.keys.entries.map(\.value)
    let deployments = inventory.deployments.entries.map(\.value)
    let bindings = inventory.bindings.entries.map(\.value)
    return Result(
      names: keys.map(\.name) + deployments.map(\.name) + bindings.map(\.name),
      diagnostics: repository.found(), keys: keys, deployments: deployments, bindings: bindings)
  }

  @Test func twentyRunsAreEqual() throws {
    let repository = try TemporaryRepository()
    for (number, text) in Self.texts.enumerated() { try repository.write("f\(number).yaml", text) }
    let first = result(repository)
    // Each wrong kind, each missing key, and two further places of each clash.
    #expect(first.diagnostics.count == 30 + 30 + 20)
    #expect(
      first.names == first.keys.map(\.name).sorted() + first.deployments.map(\.name).sorted()
        + first.bindings.map(\.name).sorted())
    let shown = repository.load().diagnostics
    for _ in 0..<20 {
      #expect(result(repository) == first)
      #expect(repository.load().diagnostics == shown)
    }
  }

  @Test func namesOfFilesDoNotMatter() throws {
    func made(_ name: (Int) -> String) throws -> Result {
      let repository = try TemporaryRepository()
      for (number, text) in Self.texts.enumerated() { try repository.write(name(number), text) }
      let whole = result(repository)
      // Which of two places counts as the second is told by the files' names; how many are not.
      return Result(
        names: whole.names, diagnostics: whole.diagnostics.map { String($0.prefix(6)) }.sorted(),
        keys: whole.keys, deployments: whole.deployments, bindings: whole.bindings)
    }
    let first = try made { "f\($0).yaml" }
    #expect(try made { "z\(99 - $0)/f.yml" } == first)
    #expect(try made { "\(($0 * 7) % 30)-\($0)/deep/er.yaml" } == first)
  }

  /// One file or many: the same entries.
  @Test func filesCanBeSplit() throws {
    let one = try TemporaryRepository([
      "a.yaml":
        "keys:\n  a: {kind: mak, tail: 2YT43, check: 9f3}\n  b: {kind: mak, tail: 2YT43, check: 9f4}\n"
    ])
    let two = try TemporaryRepository([
      "2.yaml": "keys:\n  a: {kind: mak, tail: 2YT43, check: 9f3}\n",
      "1.yaml": "keys:\n  b: {kind: mak, tail: 2YT43, check: 9f4}\n",
    ])
    #expect(result(one) == result(two))
  }
}
