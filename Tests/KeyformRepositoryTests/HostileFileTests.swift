import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// Bytes that no text file keeps, links, sheer size.
@Suite struct HostileFileTests {
  private static let good = "keys:\n  a: {kind: mak, tail: 2YT43, check: 9f3}\n"

  @Test(arguments: [
    ("", []), ("\u{FEFF}", []), ("\u{FEFF}" + good, []), ("\n\n", []), ("# only\n#comments", []),
    (good.replacing("\n", with: "\r\n"), []), ("\u{FEFF}# c\r\n", []), ("---\n" + good, []),
    (good + "...\n", []), ("null", []), ("~", []), ("{}", []),
    ("keys:\n\ta: {kind: mak}\n", ["YAML002 a.yaml:2:1"]),
    ("keys:\n  a:\n    note: a\0b\n", ["YAML004 a.yaml:3:12"]),
    ("keys:\n  a: {kind: mak, tail: 2YT43, check: 9f3\n", ["YAML001 a.yaml:2:6"]),
  ])
  func oddButReadableFiles(_ text: String, _ expected: [String]) throws {
    let repository = try TemporaryRepository(["a.yaml": text])
    #expect(repository.found() == expected)
  }

  @Test func otherEncodingsAreRefused() throws {
    let repository = try TemporaryRepository()
    try repository.write(
      "latin1.yaml", bytes: Array("keys:\n  a: {note: B".utf8) + [0xFC] + Array("ro}".utf8))
    for (name, units) in [("be", [true]), ("le", [false])] {
      var bytes: [UInt8] = units[0] ? [0xFE, 0xFF] : [0xFF, 0xFE]
      for unit in "keys: {}\n".utf16 {
        let pair = [UInt8(unit >> 8), UInt8(unit & 255)]
        bytes += units[0] ? pair : pair.reversed()
      }
      try repository.write("\(name).yaml", bytes: bytes)
    }
    #expect(
      repository.found() == [
        "YAML003 latin1.yaml:2:14", "YAML005 be.yaml:1:1", "YAML005 le.yaml:1:1",
      ])
  }

  @Test func filesOverSixteenMebibytesAreRefused() throws {
    let repository = try TemporaryRepository(["fine.yaml": Self.good])
    let bytes = [UInt8](repeating: UInt8(ascii: "\n"), count: 16 << 20)
    try repository.write("large.yaml", bytes: bytes + [UInt8(ascii: "\n")])
    try repository.write("limit.yaml", bytes: bytes)
    #expect(repository.found() == ["YAML013 large.yaml:1:1"])
    #expect(repository.load().hasUnreadableFiles == false)
  }

  /// A link to nothing is accepted, and said where entries may have stood.
  @Test func foldersAndDanglingLinksAreNoFiles() throws {
    let repository = try TemporaryRepository(["real/a.yaml": Self.good])
    try repository.makeFolder("x.yaml")
    try repository.link("dangling.yaml", to: "nowhere.yaml")
    try repository.link("dangling-folder", to: "nowhere")
    #expect(repository.found() == ["FILE005 dangling.yaml:1:1"])
    #expect(repository.load().diagnostics.map(\.severity) == [.warning])
    #expect(!repository.load().hasUnreadableFiles)
    #expect(repository.load().entryCount == 1)
  }

  @Test func whatIsNoFileIsRefused() throws {
    let repository = try TemporaryRepository(["a.yaml": Self.good])
    #expect(mkfifo(repository.folder.appending(path: "pipe.yaml").path(), 0o600) == 0)
    try repository.link("device.yaml", to: "/dev/null")
    #expect(repository.found() == ["FILE006 pipe.yaml:1:1", "FILE008 device.yaml:1:1"])
    #expect(repository.load().hasUnreadableFiles)
    try repository.write(".keyformignore", "pipe.yaml\ndevice.yaml\n")
    #expect(repository.found() == [])
  }

  /// Fixtures of policies are none of this walk's business.
  @Test func sqlOutOfPlaceIsTold() throws {
    let repository = try TemporaryRepository([
      "policies/a.sql": "", "policies/B.SQL": "", "policies/team/c.sql": "",
      "policies/tests/ORG001/d.sql": "", "policies/notes.md": "",
    ])
    #expect(
      repository.found() == ["FILE007 policies/B.SQL:1:1", "FILE007 policies/team/c.sql:1:1"])
    #expect(!repository.load().hasUnreadableFiles)
    try repository.write(".keyformignore", "policies/team/\n*.SQL\n")
    #expect(repository.found() == [])
  }

  /// Swift takes both names for one, the disk does not.
  @Test func namesInTwoNormalFormsAreRefused() throws {
    let repository = try TemporaryRepository([
      "caf\u{E9}.yaml": Self.good, "cafe.yaml": "keys: {}\n",
    ])
    try repository.write("cafe\u{301}.yaml", "keys: {}\n")
    #expect(repository.found() == ["FILE009 caf\u{E9}.yaml:1:1"])
    #expect(repository.load().hasUnreadableFiles)
    try repository.write(".keyformignore", "cafe\u{301}.yaml\n")
    #expect(repository.found() == [])
  }

  @Test func linkedFilesAreRead() throws {
    let repository = try TemporaryRepository(["real/a.txt": Self.good])
    try repository.link("a.yaml", to: "real/a.txt")
    #expect(repository.load().entryCount == 1)
  }

  @Test func linksInACircleAreRefused() throws {
    let repository = try TemporaryRepository(["a/fine.yaml": Self.good])
    try repository.link("self.yaml", to: "self.yaml")
    try repository.link("a/up", to: "..")
    #expect(repository.found() == ["FILE002 a/up:1:1", "FILE002 self.yaml:1:1"])
    #expect(repository.load().hasUnreadableFiles)
  }

  /// A file that is there and cannot be looked at is never taken for one that is gone.
  @Test func whatCannotBeReadIsSaid() throws {
    let repository = try TemporaryRepository(["a.yaml": Self.good])
    try repository.link("long.yaml", to: String(repeating: "x", count: 300))
    #expect(repository.found() == ["FILE008 long.yaml:1:1"])
    #expect(repository.load().hasUnreadableFiles)
  }

  @Test func anIgnoreFileThatCannotBeReadIsSaid() throws {
    let repository = try TemporaryRepository(["a.yaml": Self.good])
    try repository.makeFolder(".keyformignore")
    #expect(repository.found() == ["FILE001 .keyformignore:1:1"])
  }

  @Test func aProjectFileIsNeeded() throws {
    let repository = try TemporaryRepository(["a.yaml": "nonsense: 1"])
    try FileManager.default.removeItem(at: repository.folder.appending(path: "keyform.yaml"))
    #expect(repository.found() == ["FILE003 keyform.yaml:1:1"])
    try repository.makeFolder("keyform.yaml")
    #expect(repository.found() == ["FILE003 keyform.yaml:1:1"])
    #expect(
      Reading.shown(RepositoryLoader(root: "/nowhere/at/all").load().diagnostics) == [
        "FILE003 keyform.yaml:1:1"
      ])
  }

  @Test func theNumberOfEntriesIsLimited() throws {
    let repository = try TemporaryRepository([
      "a.yaml": "directories:\n  a: {forest: a, hostKey: k}\n  b: {forest: a, hostKey: k}\n",
      "b.yaml": "keys:\n  k: {kind: csvlk, tail: 2YT43, check: 9f3}\n",
    ])
    func found(_ limit: Int) -> [String] {
      let loader = RepositoryLoader(root: repository.folder.path(), maximumEntries: limit)
      return loader.load().diagnostics.map { "\($0.rule) \($0.summary)" }
    }
    #expect(found(3) == [])
    #expect(found(2) == ["SCH011 the repository holds 3 entries; the limit is 2"])
  }

  /// Nothing that is read takes long, however it is nested.
  @Test func depthAndAliasesAreCheap() throws {
    let deep = String(repeating: "[", count: 10_000)
    var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for letter in "bcdefghi" { bomb += "\(letter): &\(letter) [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" }
    let repository = try TemporaryRepository(["deep.yaml": "x-a: " + deep, "bomb.yaml": bomb])
    let found = repository.found()
    #expect(found.contains { $0.hasPrefix("YAML012 deep.yaml:1:") })
    #expect(found.contains { $0.hasPrefix("YAML008 bomb.yaml:2:") })
  }
}
