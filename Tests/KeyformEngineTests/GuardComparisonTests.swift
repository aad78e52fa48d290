import Foundation
import KeyformCore
import KeyformEngine
import KeyformRepository
import KeyformTestSupport
import Testing

/// What became of what judges a change, both ways.
@Suite("Guards from one revision to another") struct GuardComparisonTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let before: [String: String]
    let after: [String: String]
    /// `effect place guard: before -> after`, as told from before to after.
    let forward: [String]
    /// And the other way round.
    let backward: [String]

    /// Two versions of keyform.yaml, behind its first two lines.
    init(
      _ name: String, project before: String, _ after: String, _ forward: String,
      _ backward: String
    ) {
      let head = "keyform: 1\nproject: demo\n"
      self.init(
        name, "keyform.yaml", head + before, head + after, [forward], [backward])
    }

    /// Two versions of a file; nil: it is not there.
    init(
      _ name: String, _ file: String, _ before: String?, _ after: String?, _ forward: [String],
      _ backward: [String]
    ) {
      testDescription = name
      let base = ["keyform.yaml": "keyform: 1\nproject: demo\n"]
      self.before = before.map { base.merging([file: $0]) { $1 } } ?? base
      self.after = after.map { base.merging([file: $0]) { $1 } } ?? base
      self.forward = forward
      self.backward = backward
    }
  }

  private static func mak(_ fields: String) -> String {
    "keys:\n  mak:\n    kind: mak\n    products: [windows-11/enterprise]\n    \(fields)\n"
  }

  static let pairs = [
    Pair(
      "severity of a rule", project: "", "rules: {CNT001: off}\n",
      "loosens keyform.yaml:3 rule CNT001: error -> off",
      "tightens keyform.yaml:1 rule CNT001: off -> error"),
    Pair(
      "setting of a rule", project: "rules: {CNT003: {days: 30}}\n",
      "rules:\n  CNT003: {days: 90}\n",
      "changes keyform.yaml:4 rule CNT003: days 30 -> days 90",
      "changes keyform.yaml:3 rule CNT003: days 90 -> days 30"),
    Pair(
      "limit", project: "", "limits: {key.delete: {share: 100, above: 5}}\n",
      "loosens keyform.yaml:3 limit key.delete: 25 % above 5 -> 100 % above 5",
      "tightens keyform.yaml:1 limit key.delete: 100 % above 5 -> 25 % above 5"),
    Pair(
      "limit of updates", project: "limits: {key.update: {share: 5, above: 9}}\n", "",
      "loosens keyform.yaml:1 limit key.update: 5 % above 9 -> no limit",
      "tightens keyform.yaml:3 limit key.update: no limit -> 5 % above 9"),
    Pair(
      "release", project: "", "release: [key/old-*]\n",
      "loosens keyform.yaml:3 release: (none) -> key/old-*",
      "tightens keyform.yaml:3 release: key/old-* -> (removed)"),
    Pair(
      "domains", project: "domains: [a.example]\n", "domains: [a.example, b.example]\n",
      "loosens keyform.yaml:3 domains: a.example -> a.example, b.example",
      "tightens keyform.yaml:3 domains: a.example, b.example -> a.example"),
    Pair(
      "include", project: "", "include: [keyform.yaml]\n",
      "loosens keyform.yaml:3 include: all files -> keyform.yaml",
      "tightens keyform.yaml:3 include: keyform.yaml -> all files"),
    Pair(
      "imports", project: "imports: {platform: ../a}\n", "imports: {platform: ../b}\n",
      "changes keyform.yaml:3 import platform: ../a -> ../b",
      "changes keyform.yaml:3 import platform: ../b -> ../a"),
    Pair(
      "requirement", project: "requires: {keyform: \">=0.2\"}\n",
      "requires: {keyform: \">=0.1\"}\n",
      "loosens keyform.yaml:3 requires keyform: >=0.2 -> >=0.1",
      "tightens keyform.yaml:3 requires keyform: >=0.1 -> >=0.2"),
    Pair(
      "target", project: "targets:\n  prod: {url: \"lab:a\"}\n",
      "targets:\n  prod: {url: \"lab:b\"}\n",
      "changes keyform.yaml:4 target prod: lab:a -> lab:b",
      "changes keyform.yaml:4 target prod: lab:b -> lab:a"),
    Pair(
      "part of a target", project: "targets:\n  prod: {url: \"lab:\"}\n",
      "targets:\n  prod: {url: \"lab:\", include: [a]}\n",
      "loosens keyform.yaml:4 include of target prod: all files -> a",
      "tightens keyform.yaml:4 include of target prod: a -> all files"),
    Pair(
      "waiver", "all.yaml", nil,
      """
      waivers:
        w: {limit: key.delete, addresses: [key/old-*], until: 2027-01-31, reason: moving}

      """,
      [
        "loosens all.yaml:2 waiver w: (none) -> key.delete does not count key/old-* until 2027-01-31: moving"
      ],
      [
        "tightens all.yaml:2 waiver w: key.delete does not count key/old-* until 2027-01-31: moving -> (removed)"
      ]),
    Pair(
      "ignore", "all.yaml", mak("quantity: 5"),
      mak("ignore: {CNT001: {until: 2027-01-31, reason: moving}}"),
      ["loosens all.yaml:5 ignore CNT001 on key/mak: (none) -> until 2027-01-31: moving"],
      ["tightens all.yaml:5 ignore CNT001 on key/mak: until 2027-01-31: moving -> (removed)"]),
    Pair(
      "ignore of a new entry", "all.yaml", nil, mak("ignore: {CNT001: {reason: moving}}"),
      ["loosens all.yaml:5 ignore CNT001 on key/mak: (none) -> without end: moving"], []),
    Pair(
      "end of an ignore", "all.yaml", mak("ignore: {CNT001: {until: 2027-01-31, reason: m}}"),
      mak("ignore: {CNT001: {reason: m}}"),
      ["loosens all.yaml:5 ignore CNT001 on key/mak: until 2027-01-31: m -> without end: m"],
      ["tightens all.yaml:5 ignore CNT001 on key/mak: without end: m -> until 2027-01-31: m"]),
    Pair(
      "protection", "all.yaml", mak("protected: true"), mak("quantity: 5"),
      ["loosens all.yaml:2 protected of key/mak: true -> false"],
      ["tightens all.yaml:5 protected of key/mak: false -> true"]),
    Pair(
      "sharing", "all.yaml", mak("sharedWith: [berlin]"), mak("sharedWith: [berlin, \"site-*\"]"),
      ["loosens all.yaml:5 sharedWith of key/mak: berlin -> berlin, site-*"],
      ["tightens all.yaml:5 sharedWith of key/mak: berlin, site-* -> berlin"]),
    Pair(
      "source of a secret", "all.yaml", mak("secret: {env: MAK}"),
      mak("secret: {file: /etc/shadow}"),
      ["loosens all.yaml:5 secret of key/mak: environment variable MAK -> file /etc/shadow"],
      ["changes all.yaml:5 secret of key/mak: file /etc/shadow -> environment variable MAK"]),
    Pair(
      "source of a new secret", "all.yaml", nil, mak("secret: {env: MAK}"), [], []),
    Pair(
      "source of a new secret outside", "all.yaml", nil, mak("secret: {file: a/../../b}"),
      ["loosens all.yaml:5 secret of key/mak: (none) -> file a/../../b"], []),
    Pair(
      "ignored files", ".keyformignore", "# old\nold/\n", "# new\nold/\nnew/\n",
      ["loosens .keyformignore:1 .keyformignore: 1 pattern -> 2 patterns"],
      ["tightens .keyformignore:1 .keyformignore: 2 patterns -> 1 pattern"]),
    Pair("comment on ignored files", ".keyformignore", "# old\nold/\n", "old/\n", [], []),
    Pair(
      "catalogue", "catalog/own.yaml", nil, "products: {}\n",
      ["changes catalog/own.yaml:1 catalogue catalog/own.yaml: (none) -> 0 overrides"],
      ["changes catalog/own.yaml:1 catalogue catalog/own.yaml: 0 overrides -> (removed)"]),
    Pair(
      "policy", "policies/a.sql", policy("error", "1"), policy("info", "1"),
      [
        "loosens policies/a.sql:1 policy ORG001: error -> info",
        "changes policies/a.sql:1 text of policy ORG001: [..] -> [..]",
      ],
      [
        "changes policies/a.sql:1 text of policy ORG001: [..] -> [..]",
        "tightens policies/a.sql:1 policy ORG001: info -> error",
      ]),
    Pair(
      "policy that goes", "policies/a.sql", policy("error", "1"), nil,
      ["loosens policies/a.sql:1 policy ORG001: error -> (removed)"],
      ["tightens policies/a.sql:1 policy ORG001: (none) -> error"]),
  ]

  private static func policy(_ severity: String, _ limit: String) -> String {
    """
    -- id: ORG001
    -- severity: \(severity)
    -- what: No more than \(limit).
    -- why: House rule.
    -- fix: Fewer.
    SELECT 'key/' || name AS address, 'many' AS summary FROM product_key WHERE quantity > \(limit)

    """
  }

  @Test(arguments: pairs)
  func areToldBothWays(_ pair: Pair) throws {
    let (before, after) = (try Folder(pair.before), try Folder(pair.after))
    #expect(shown(before, after) == pair.forward)
    #expect(shown(after, before) == pair.backward)
    #expect(shown(after, after) == [])
  }

  private func shown(_ before: Folder, _ after: Folder) -> [String] {
    changes(before, after).map { change in
      let place = change.place.map { "\($0.file):\($0.line) " } ?? ""
      let words =
        change.what.hasPrefix("text of") ? "\(change.what): [..] -> [..]" : change.shown
      return "\(change.effect.rawValue) \(place)\(words)"
    }
  }

  private func changes(_ before: Folder, _ after: Folder) -> [GuardChange] {
    GuardComparison(from: before.repository, to: after.repository).changes
  }

  @Test func aTextIsShownAsItsDifference() throws {
    let before = try Folder(["policies/a.sql": Self.policy("error", "1")])
    let after = try Folder(["policies/a.sql": Self.policy("error", "2")])
    let found = changes(before, after)
    #expect(found.map(\.effect) == [.changes])
    #expect(
      found.first?.difference?.lines.map(\.sign)
        == [.place, .same, .removed, .added, .same, .same, .removed, .added])
  }

  /// What moves to another file, or is called otherwise, keeps its guards.
  @Test func movesAndRenamesAreNone() throws {
    let text = Self.mak("ignore: {CNT001: {reason: moving}}\n    protected: true")
    let before = try Folder(["a.yaml": text])
    #expect(try changes(before, Folder(["b/c.yaml": text])) == [])
    let renamed = text.replacingOccurrences(of: "  mak:\n", with: "  mak-2:\n    was: mak\n")
    #expect(try changes(before, Folder(["a.yaml": renamed])) == [])
  }

  /// A name may stand in the sets of several targets: each is held against the one of its own file, and
  /// what moved against the one that is left.
  @Test(arguments: ["0.yaml", "c.yaml"])
  func namesakesKeepToTheirFiles(_ path: String) throws {
    let guarded = Self.mak("protected: true")
    let other = Self.mak("sharedWith: [plant]")
    let before = try Folder(["a.yaml": guarded, "b.yaml": other])
    let plain = Self.mak("note: none")
    #expect(try changes(before, Folder(["a.yaml": guarded + "\n", path: other + "\n"])) == [])
    let found = try shown(before, Folder(["a.yaml": plain, path: other + "\n"]))
    #expect(found == ["loosens a.yaml:2 protected of key/mak: true -> false"])
  }

  @Test func secretsAreMasked() throws {
    let key = SampleKeys.secret(3).reveal()
    let before = try Folder([:])
    let after = try Folder([
      "keyform.yaml": """
      keyform: 1
      project: demo
      targets: {prod: {url: "postgresql://anna:hunter2@db.example/keys"}}

      """,
      "all.yaml": Self.mak("ignore: {CNT001: {reason: \"instead of \(key)\"}}"),
      ".keyformignore": "a/\n# \(key)\n",
      "catalog/own.yaml": "# \(key.prefix(17))\n# \(key.suffix(11))\nproducts: {}\n",
    ])
    let found = changes(before, after)
    #expect(found.count == 4)
    let all = String(describing: found)
    #expect(!all.contains("hunter2"))
    for part in [key, String(key.prefix(17)), String(key.prefix(11))] {
      #expect(!all.contains(part))
    }
  }

  /// A repository on disk, removed at the end.
  private final class Folder {
    private let folder: URL
    let repository: LoadedRepository

    init(_ files: [String: String]) throws {
      folder = FileManager.default.temporaryDirectory
        .appending(path: "keyform-guards-\(UUID().uuidString)")
      let base = ["keyform.yaml": "keyform: 1\nproject: demo\n"]
      for (path, text) in base.merging(files, uniquingKeysWith: { $1 }) {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      repository = RepositoryLoader(root: folder.path()).load()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
  }
}
