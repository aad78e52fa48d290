import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// Whoever writes a repository chooses its links and paths: none of them leads to other files of the
/// machine.
@Suite struct LinkOutsideTests {
  private static let keys = "keys:\n  a: {kind: mak, tail: 2YT43, check: 9f3}\n"
  private static let project = "keyform: 1\nproject: test\n"

  /// A work tree with the repository in a folder of it, and a folder beside the work tree.
  private struct Scene {
    let top: TemporaryRepository
    let outside: TemporaryRepository
    var root: String { top.folder.appending(path: "repo").path() }
    var place: String { outside.folder.path() + "/" }

    init(project: String = LinkOutsideTests.project, hasGit: Bool = true) throws {
      top = try TemporaryRepository([
        "repo/keyform.yaml": project, "repo/own.yaml": "keys: {}\n", "shared/a.yaml": keys,
        ".git/HEAD": "ref: refs/heads/main\n", ".git/config": "[core]\n", "gitless/x": "",
      ])
      outside = try TemporaryRepository(["a.yaml": keys, "folder/b.yaml": keys])
      if !hasGit {
        try FileManager.default.removeItem(at: top.folder.appending(path: ".git"))
      }
    }

    func found(untrusted: Bool = false, allowing: [String] = []) -> [String] {
      let access = FileAccess(root: root, allowing: allowing, isUntrusted: untrusted)
      let diagnostics = RepositoryLoader(root: root, access: access).load().diagnostics
      return diagnostics.map { "\($0.rule) \($0.place?.file ?? "nowhere")" }
    }
  }

  @Test(arguments: [false, true])
  func linksInTheWorkTreeAreFollowed(_ untrusted: Bool) throws {
    let scene = try Scene()
    try scene.top.link("repo/link.yaml", to: "../shared/a.yaml")
    try scene.top.link("repo/folder", to: "../shared")
    let real = try #require(realpath(scene.top.folder.path(), nil))
    defer { free(real) }
    try scene.top.link("repo/anew.yaml", to: String(cString: real) + "/shared/a.yaml")
    try scene.top.link("repo/twice.yaml", to: "link.yaml")
    #expect(scene.found(untrusted: untrusted) == [])
    #expect(
      RepositoryLoader(
        root: scene.root, access: FileAccess(root: scene.root, isUntrusted: untrusted)
      )
      .load().entryCount == 4)
  }

  /// Without git the work tree is the repository's folder.
  @Test func withoutGitTheRepositoryIsAll() throws {
    let scene = try Scene(hasGit: false)
    try scene.top.link("repo/link.yaml", to: "../shared/a.yaml")
    #expect(scene.found() == ["FILE008 link.yaml"])
  }

  /// Whether something is there makes no difference.
  @Test(
    arguments: ["a.yaml", "absent.yaml", "folder", "absent/b.yaml", "a.yaml/below"], [false, true])
  func linksThatLeadOutAreRefused(_ goal: String, _ untrusted: Bool) throws {
    let scene = try Scene()
    try scene.top.link("repo/link.yaml", to: scene.place + goal)
    try scene.top.link("repo/nested.yaml", to: "link.yaml")
    #expect(
      scene.found(untrusted: untrusted) == ["FILE008 link.yaml", "FILE008 nested.yaml"])
  }

  @Test(arguments: [
    "/etc/passwd", "/proc/self/environ", "/", "../../../../../../../../etc/passwd",
    "../.git/config", "../.git", "../gitless/../.git/config", "../../",
    "own.yaml/../../../../../../etc/passwd",
  ])
  func waysOut(_ goal: String) throws {
    let scene = try Scene()
    try scene.top.link("repo/link.yaml", to: goal)
    #expect(scene.found(untrusted: true) == ["FILE008 link.yaml"])
    #expect(scene.found() == ["FILE008 link.yaml"])
  }

  /// A name that is no UTF-8 could hide a link on the way.
  @Test func aLinkThatIsNoTextIsRefused() throws {
    let scene = try Scene()
    let goal: [CChar] = [CChar(bitPattern: 0xFF), 0x2F, 0x78, 0]
    #expect(symlink(goal, scene.root + "/link.yaml") == 0)
    #expect(scene.found(untrusted: true) == ["FILE008 link.yaml"])
  }

  /// A circle of links that begin anew ends.
  @Test func circlesEnd() throws {
    let scene = try Scene()
    let real = try #require(realpath(scene.root, nil))
    defer { free(real) }
    try scene.top.link("repo/self.yaml", to: String(cString: real) + "/self.yaml")
    #expect(scene.found(untrusted: true) == ["FILE002 self.yaml"])
    #expect(scene.found() == ["FILE002 self.yaml"])
  }

  /// What is there is not looked at: it might be a folder of entries.
  @Test func otherNamesAreRefusedOfStrangersAlone() throws {
    let scene = try Scene()
    try scene.top.link("repo/README", to: scene.place + "a.yaml")
    try scene.top.link("repo/folder", to: scene.place + "folder")
    #expect(scene.found() == ["FILE008 folder"])
    #expect(scene.found(untrusted: true) == ["FILE008 README", "FILE008 folder"])
    try scene.top.write("repo/.keyformignore", "README\nfolder\n")
    #expect(scene.found(untrusted: true) == [])
  }

  @Test func theOperatorAllowsFolders() throws {
    let scene = try Scene()
    try scene.top.link("repo/link.yaml", to: scene.place + "a.yaml")
    try scene.top.link("repo/folder", to: scene.place + "folder")
    #expect(scene.found(allowing: [scene.place + "folder"]) == ["FILE008 link.yaml"])
    #expect(scene.found(allowing: [scene.place]) == [])
    #expect(
      scene.found(untrusted: true, allowing: [scene.place])
        == ["FILE008 folder", "FILE008 link.yaml"])
  }

  @Test(arguments: [
    "keyform.yaml", ".keyformignore", "catalog", "catalog/products.yaml", "policies",
    "policies/a.sql", "policies/tests",
  ])
  func everyFileIsHeldToIt(_ name: String) throws {
    let scene = try Scene()
    if name == "keyform.yaml" {
      try FileManager.default.removeItem(atPath: scene.root + "/keyform.yaml")
    }
    if name.contains("/") {
      try scene.top.makeFolder("repo/" + String(name.split(separator: "/")[0]))
    }
    try scene.top.link("repo/" + name, to: scene.place + "a.yaml")
    #expect(scene.found(untrusted: true) == ["FILE008 \(name)"])
    if name != "policies/tests", name != "policies", name != "catalog" {
      #expect(scene.found() == ["FILE008 \(name)"])
    }
  }

  @Test func includesAreHeldToIt() throws {
    let scene = try Scene(project: Self.project + "include: [out/below, own.yaml]\n")
    try scene.top.link("repo/out", to: scene.place + "folder")
    #expect(scene.found(untrusted: true) == ["FILE008 out"])
    #expect(scene.found() == ["FILE008 out"])
  }

  /// Who wrote the tree would say which folder is the repository.
  @Test func theRepositoryItselfIsNotChosenByTheTree() throws {
    let scene = try Scene()
    try scene.top.link("repo/link", to: scene.place)
    #expect(FileAccess.isChosenByTree(scene.root + "/link"))
    #expect(FileAccess.isChosenByTree(scene.root + "/link/folder"))
    #expect(!FileAccess.isChosenByTree(scene.root))
    try scene.outside.link("operators", to: scene.root)
    #expect(!FileAccess.isChosenByTree(scene.place + "operators"))
  }

  /// Links from folder to folder could make any number of ways.
  @Test func theNumberOfWaysIsLimited() throws {
    let scene = try Scene()
    let names = (0..<12).map { "repo/d\($0)" }
    for name in names { try scene.top.makeFolder(name) }
    for name in names {
      for other in 0..<12 where name != "repo/d\(other)" {
        try scene.top.link("\(name)/l\(other)", to: "../d\(other)")
      }
    }
    let found = scene.found()
    #expect(found.contains { $0.hasPrefix("SCH011 ") })
    let stopped = RepositoryLoader(
      root: scene.root, progress: ProgressReport(isCancelled: { true })
    ).load()
    #expect(stopped.entryCount == 0 && stopped.files.count <= 1)
  }

  /// A path may lead outside where files are trusted; a link may not say that it does.
  @Test func importsOutsideAreNotChecked() throws {
    let outside = try TemporaryRepository(
      ["a.yaml": Self.keys], project: "keyform: 1\nproject: p\n")
    let path = outside.folder.path()
    for isThere in [true, false] {
      let scene = try Scene(
        project: Self.project + "imports: {p: \(isThere ? path : path + "nowhere")}\n")
      #expect(scene.found(untrusted: true) == ["REF004 keyform.yaml"])
      #expect(scene.found() == (isThere ? [] : ["REF005 keyform.yaml"]))
    }
    let scene = try Scene(project: Self.project + "imports: {p: link}\n")
    try scene.top.link("repo/link", to: path)
    #expect(scene.found(untrusted: true).contains("REF004 keyform.yaml"))
    #expect(Set(scene.found()) == ["FILE008 keyform.yaml", "FILE008 link"])
    #expect(scene.found(allowing: [path]) == [])
  }
}
