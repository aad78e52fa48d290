import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// Every repository of the tests and the examples, fixed: nothing gets worse, and a second run
/// finds nothing more.
@Suite struct FixFixtureTests {
  static let folders: [String] = {
    let project = CatalogFolder.tests.deletingLastPathComponent().deletingLastPathComponent()
    let roots = [
      "Tests/KeyformRepositoryTests/Fixtures", "Tests/KeyformRulesTests/Fixtures", "examples",
    ]
    return roots.flatMap { root in
      let below = try? FileManager.default.subpathsOfDirectory(
        atPath: project.appending(path: root).path())
      return (below ?? []).filter { $0.hasSuffix("/keyform.yaml") }.sorted().map { path in
        project.appending(path: root).appending(path: path).deletingLastPathComponent().path()
      }
    }
  }()

  /// A copy in a temporary folder, so that the checkout stays as it is.
  private func copy(of folder: String) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try FileManager.default.removeItem(at: repository.folder)
    try FileManager.default.copyItem(
      at: URL(filePath: folder), to: repository.folder)
    return repository
  }

  @Test func thereAreFixtures() {
    #expect(Self.folders.count > 60)
  }

  @Test(arguments: folders, [FixScope.spellings, .fieldNames])
  func aSecondRunChangesNothingMore(_ folder: String, _ scope: FixScope) throws {
    let repository = try copy(of: folder)
    let before = repository.load()
    let errors = Reading.diagnostics(of: before)
    let cured = before.fixes(curing: errors).filter {
      scope == .fieldNames || $0.fix.state != .onRequest
    }
    for file in before.fixed(scope, include: [[]]) {
      try repository.write(file.path, bytes: file.after)
      #expect(file.fixes.count == file.replacements.count)
      #expect(!file.fixes.contains { $0.from == $0.to })
    }
    let after = repository.load()
    #expect(after.fixed(scope, include: [[]]).isEmpty)
    #expect(after.entryCount >= before.entryCount)
    let left = Reading.diagnostics(of: after)
    if scope == .spellings {
      #expect(left.count <= errors.count - cured.count, "\(Reading.shown(left))")
    }
    let rest = after.fixes(curing: left)
    #expect(rest.allSatisfy { scope == .spellings && $0.fix.state == .onRequest })
  }

  /// Nothing in them is wrong; one entry shows that another name of an edition is none.
  @Test func examplesHoldOneAlias() {
    let examples = Self.folders.filter { $0.contains("/examples/") }
    #expect(examples.count >= 3)
    let fixes = examples.flatMap { folder in
      RepositoryLoader(root: folder).load().fixed(.fieldNames, include: [[]]).flatMap(\.fixes)
    }
    #expect(fixes.map(\.from) == ["windows-server-2022/rechenzentrum"])
  }
}
