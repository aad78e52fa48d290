import Foundation
import KeyformCore
import KeyformEngine
import KeyformRepository
import KeyformTestSupport
import Testing

/// Which database is opened, and who says so.
@Suite struct TargetChoiceTests {
  private static let several = """
    keyform: 1
    project: test
    targets:
      prod: {url: "lab:files", include: [a/]}
      site-a: {url: "lab:a"}
      site.a: {url: "lab:b"}

    """

  private func choose(
    _ wanted: TargetRequest, untrusted: Bool = false, project: String = several,
    _ environment: [String: String] = [:]
  ) throws -> String {
    let files = FileManager.default.temporaryDirectory.appending(
      path: "keyform-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: files) }
    try Data(project.utf8).write(to: files.appending(path: "keyform.yaml"))
    var context = RunContext.fixture(
      files.path(), schemes: [AnyURL()], environment: { environment[$0] })
    context.access = FileAccess(root: files.path(), isUntrusted: untrusted)
    let choices = try TargetSelection(wanted, all: false, of: context.peekProject(), context)
      .choices
    return choices.map { choice in
      "\(choice.description.name ?? "-") \(choice.description.url) \(choice.source.isOperators)"
    }.joined(separator: ", ")
  }

  @Test func aShellTakesAWordBackAsItIs() {
    #expect(ShellWord.quoted("sqlite:a.sqlite") == "sqlite:a.sqlite")
    #expect(ShellWord.quoted("it's") == "'it'\\''s'")
    // A quote that makes one character with an accent ends the word as well.
    #expect(ShellWord.quoted("'\u{301};id") == "''\\''\u{301};id'")
  }

  private func failure(_ body: () throws -> String) -> Failure? {
    do {
      Issue.record("chosen: \(try body())")
      return nil
    } catch {
      return error as? Failure
    }
  }

  @Test func theOperatorWins() throws {
    #expect(try choose("prod") == "prod lab:files false")
    #expect(try choose("prod", ["KEYFORM_TARGET_PROD": "lab:mine"]) == "prod lab:mine true")
    #expect(
      try choose("prod=lab:flag", ["KEYFORM_TARGET_PROD": "lab:mine"]) == "prod lab:flag true")
    #expect(try choose("lab:bare") == "- lab:bare true")
    // A variable that is empty is not set, and one for another name counts for nothing.
    #expect(
      try choose("prod", ["KEYFORM_TARGET_PROD": "", "KEYFORM_TARGET_LAB": "lab:x"])
        == "prod lab:files false")
  }

  @Test func aURLMayHoldCommasAndEqualSigns() throws {
    #expect(
      try choose("prod=lab:h1,h2/d?a=b,c=d") == "prod lab:h1,h2/d?a=b,c=d true")
    #expect(try choose("lab:h1,h2/d?a=b") == "- lab:h1,h2/d?a=b true")
    #expect(
      try choose(TargetRequest(["prod=lab:1,2", "site-a=lab:3"]))
        == "prod lab:1,2 true, site-a lab:3 true")
    #expect(try choose("prod,site-a") == "prod lab:files false, site-a lab:a false")
  }

  @Test func slipsAreNamed() {
    for (wanted, summary) in [
      (["prd=lab:x"], "there is no target `prd`; did you mean `prod`?"),
      (["prod="], "--target names no URL for `prod`"),
      (["prod,site-a=lab:x"], "--target NAME=URL takes one name, and `prod,site-a` are several"),
      (["prod", "prod=lab:x"], "--target names `prod` twice"),
      (["prod", "lab:x"], "of several targets each has a name"),
      (["=lab:x"], "there is no target ``"),
      ([","], "--target NAME=URL takes one name, and `,` are several"),
    ] {
      let found = failure { try choose(TargetRequest(wanted)) }
      #expect(found?.summary == summary && found?.status == .usage)
    }
  }

  /// Only where the variable is there: names that fall together are no mistake in themselves.
  @Test func namesThatFallTogether() throws {
    #expect(try choose("site-a") == "site-a lab:a false")
    let found = failure { try choose("site-a", ["KEYFORM_TARGET_SITE_A": "lab:x"]) }
    #expect(found?.status == .usage)
    #expect(
      found?.summary == "KEYFORM_TARGET_SITE_A may be meant for each of the targets site-a, site.a")
    #expect(
      try choose("site-a=lab:y", ["KEYFORM_TARGET_SITE_A": "lab:x"]) == "site-a lab:y true")
  }

  @Test func strangersNameNoDatabase() throws {
    let found = failure { try choose("prod", untrusted: true) }
    #expect(found?.status == .usage)
    #expect(found?.lines == ["  --target prod=URL", "  KEYFORM_TARGET_PROD=URL"])
    #expect(
      try choose("prod", untrusted: true, ["KEYFORM_TARGET_PROD": "lab:mine"])
        == "prod lab:mine true")
    #expect(try choose("prod=lab:flag", untrusted: true) == "prod lab:flag true")
    #expect(try choose("lab:bare", untrusted: true) == "- lab:bare true")
    let bare = "keyform: 1\nproject: test\n"
    for project in [
      bare, bare + "targets: {only: {url: \"lab:x\"}}\n",
      Self.several + "defaultTarget: prod\n",
    ] {
      let found = failure { try choose(nil, untrusted: true, project: project) }
      #expect(found?.status == .usage && found?.lines.isEmpty == false)
      #expect(found?.summary.contains("lab:") == false)
    }
  }
}

/// Takes whatever begins with `lab:` or is the embedded default, and opens nothing.
private struct AnyURL: TargetScheme {
  let form = "lab:"

  func takes(_ url: String) -> Bool { url.hasPrefix("lab:") || url == "sqlite:keyform.sqlite" }

  func database(_ url: String, root: String) -> any TargetDatabase { Database(shownURL: url) }

  private struct Database: TargetDatabase {
    let shownURL: String
    var identity: String { shownURL }

    func target(
      as description: TargetDescription, lockTimeout: Int,
      isCancelled: @escaping @Sendable () -> Bool
    ) -> any DeploymentTarget { MemoryTarget() }
  }
}
