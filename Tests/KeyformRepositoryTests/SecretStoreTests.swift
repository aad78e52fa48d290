import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// Secrets in NAME=VALUE files and in files of their own.
@Suite struct SecretStoreTests {
  private static let key = "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"

  @Test(arguments: [
    "A=@", "A=@\n", "A = @", "  A=@  ", "export A=@", "export  A=@", "A=\"@\"", "A='@'", "A=@\r\n",
    "# comment\nA=@", "#A=other\nA=@", "B=x\r\nA=@\r\nC=y\r\n", "A=@ # berlin", "A=\"@\" # berlin",
    "\u{FEFF}A=@", "A=first\nA=@", "\tA=@", "A=@\t# c", "A= @", "noise\nA=@", "export\tA=@",
  ])
  func spellingsOfALine(_ text: String) throws {
    #expect(try read("entry", text) == .read(#require(KeyMaterial(canonical: Self.key))))
  }

  @Test(arguments: ["", "B=@", "# A=@", "A=", "A= # nothing", "a=@", "A@"])
  func absentLines(_ text: String) throws {
    guard case .unreadable(let reason) = try read("entry", text) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(reason == "file s.env has no line A=…")
  }

  @Test(arguments: ["@", "@\n", "  @  \n", "@\r\n", "\u{FEFF}@\n", "@\nsecond line"])
  func spellingsOfAFile(_ text: String) throws {
    #expect(try read("file", text) == .read(#require(KeyMaterial(canonical: Self.key))))
  }

  @Test func reasonsNameThePlace() throws {
    #expect(try read("file", "\n") == .unreadable("file s.env is empty"))
    let missing = store("/nowhere", [.file("s.env")])
    #expect(missing.read(.file("s.env")) == .unreadable("file s.env: No such file or directory"))
    #expect(
      missing.read(.environment("A")) == .unreadable("environment variable A is not set"))
    #expect(try read("entry", "A=FKFKF") == .flawed(.length(5)))
  }

  /// Swift takes both names for one, the disk does not: each key has the value that its entry names.
  @Test func namesInTwoNormalFormsAreTwo() throws {
    let (first, second) = ("22334-46677-889BB-CCDDF-FGGHH", "23467-89234-67892-34678-92346")
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    let repository = try TemporaryRepository([
      composed: first, "s.env": "\(composed)=\(first)\n\(decomposed)=\(second)\n",
    ])
    try repository.write(decomposed, second)
    let references: [SecretReference] = [
      .file(composed), .file(decomposed), .entry(file: "s.env", name: composed),
      .entry(file: "s.env", name: decomposed),
    ]
    let store = store(repository.folder.path(), references)
    let keys = try [first, second, first, second].map { try #require(KeyReading($0).key) }
    #expect(references.map { store.read($0) } == keys.map { .read($0) })
  }

  @Test func theEnvironmentIsAsked() throws {
    let store = store("/", [], .open(Reading.environment))
    #expect(
      try store.read(.environment("FIRST")) == .read(#require(KeyMaterial(canonical: Self.key))))
    #expect(
      store.read(.environment("AWAY")) == .unreadable("environment variable AWAY is not set"))
    let empty = self.store("/", [], .open({ _ in "" }))
    #expect(
      empty.read(.environment("A")) == .unreadable("environment variable A is set and empty"))
  }

  /// What a secret fills in is its identity.
  @Test func anUnrecordedSecretFillsInItsIdentity() throws {
    let repository = RepositoryFixture(name: "secrets").load()
    let assembled = repository.assemble(secrets: .open(Reading.environment))
    let keys = assembled.state.inventory.keys
    let identity = try KeyIdentity(of: #require(KeyMaterial(canonical: Self.key)))
    #expect(keys["unrecorded"]?.value.identity == identity)
    #expect(keys["half"]?.value.identity == identity)
    #expect(keys["unknown"]?.value.identity == nil)
    #expect(assembled.uncheckedSecrets == 4)
    let half = try #require(keys["half"])
    #expect(repository.writtenIdentity(of: half) == nil)
    #expect(repository.writtenIdentity(of: try #require(keys["fine"])) == identity)
  }

  private func read(_ form: String, _ text: String) throws -> SecretReading {
    let repository = try TemporaryRepository(["s.env": text.replacing("@", with: Self.key)])
    let reference: SecretReference =
      form == "file" ? .file("s.env") : .entry(file: "s.env", name: "A")
    return store(repository.folder.path(), [reference]).read(reference)
  }

  private func store(
    _ root: String, _ references: [SecretReference],
    _ sources: SecretSources = .open({ _ in nil })
  ) -> SecretStore {
    SecretStore(root: root, FileAccess(root: root), references: references, from: sources)
  }

  /// What is no key may be another secret of the machine: nothing of it is told unless it lies in
  /// the repository.
  @Test func ofAValueFromOutsideNothingIsTold() throws {
    let repository = try TemporaryRepository(["inside.env": "A=FKFKF", "in/s.env": "A=FKFKF"])
    let outside = try TemporaryRepository(["s.env": "A=FKFKF\nB=FKFKF-KYKYK-DMDMD-PXPXP-QDM1V\n"])
    let path = outside.folder.appending(path: "s.env").path()
    try repository.link("link.env", to: path)
    let files = ["inside.env", "in/../in/s.env", path, "link.env"]
    let references = files.map { SecretReference.entry(file: $0, name: "A") }
    let store = store(
      repository.folder.path(), references + [.entry(file: path, name: "B")],
      .open({ $0 == "TOKEN" ? "ghp_abc" : nil }))
    #expect(
      references.map(store.read) == [
        .flawed(.length(5)), .flawed(.length(5)), .flawed(.length(nil)), .flawed(.length(nil)),
      ])
    #expect(
      store.read(.entry(file: path, name: "B")) == .flawed(.character(nil, place: nil)))
    #expect(store.read(.environment("TOKEN")) == .flawed(.length(nil)))
  }

  @Test func closedSourcesAreNotOpened() throws {
    let repository = try TemporaryRepository(["s.env": "A=\(Self.key)"])
    let root = repository.folder.path()
    let reference = SecretReference.entry(file: "s.env", name: "A")
    #expect(store(root, [reference], .closed).read(reference) == .notOpened)
    let distrusting = SecretStore(
      root: root, FileAccess(root: root, isUntrusted: true), references: [reference],
      from: .open(Reading.environment))
    #expect(distrusting.read(reference) == .notOpened)
    #expect(distrusting.read(.environment("FIRST")) == .notOpened)
  }

  @Test func onlyFilesAreOpened() throws {
    let repository = try TemporaryRepository()
    #expect(mkfifo(repository.folder.appending(path: "pipe").path(), 0o600) == 0)
    let references = ["pipe", "/dev/ptmx", "/dev/zero"].map { SecretReference.file($0) }
    let store = store(repository.folder.path(), references)
    for (path, reference) in zip(["pipe", "/dev/ptmx", "/dev/zero"], references) {
      #expect(
        store.read(reference)
          == .unreadable("file \(path): it is no file, but a pipe, a socket or a device"))
    }
  }
}
