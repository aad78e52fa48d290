import Foundation
import KeyformCatalog
import KeyformCore
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
    let missing = SecretStore(
      root: "/nowhere", references: [.file("s.env")], environment: { _ in nil })
    #expect(missing.read(.file("s.env")) == .unreadable("file s.env: No such file or directory"))
    #expect(
      missing.read(.environment("A")) == .unreadable("environment variable A is not set"))
    #expect(try read("entry", "A=FKFKF") == .flawed(.length(5)))
  }

  @Test func theEnvironmentIsAsked() throws {
    let store = SecretStore(root: "/", references: [], environment: Reading.environment)
    #expect(
      try store.read(.environment("FIRST")) == .read(#require(KeyMaterial(canonical: Self.key))))
    #expect(store.read(.environment("AWAY")) == .unreadable("environment variable AWAY is not set"))
    let empty = SecretStore(root: "/", references: [], environment: { _ in "" })
    #expect(empty.read(.environment("A")) == .unreadable("environment variable A is not set"))
  }

  /// What a secret fills in is its identity.
  @Test func anUnrecordedSecretFillsInItsIdentity() throws {
    let repository = RepositoryFixture(name: "secrets").load()
    let assembled = repository.assemble(environment: Reading.environment)
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
    let store = SecretStore(
      root: repository.folder.path(), references: [reference], environment: { _ in nil })
    return store.read(reference)
  }
}
