import KeyformCore
import Testing

/// Tail and check value: all that may be said of a secret.
@Suite struct KeyIdentityTests {
  @Test func theIdentityIsTailAndCheck() throws {
    let identity = try KeyIdentity(of: FakeKeys.material())
    #expect(identity.tail.text == "QDMV4")
    #expect(identity.description == "…-QDMV4 (\(identity.check.text))")
    #expect(try identity == KeyIdentity(of: FakeKeys.material()))
    #expect(try identity != KeyIdentity(of: FakeKeys.material(FakeKeys.second)))
  }

  /// Worked out apart: the first 12 bits of SHA-256 over `keyform check 1:` and the key.
  @Test(arguments: [
    ("FKFKF-KYKYK-DMDMD-PXPXP-QDMV4", "2c4"),
    ("FKFKF-KYKYK-DMDMD-PXPXP-HXDDD", "6a8"),
    ("W269N-WFGWX-YVC9B-4J6C9-T83GX", "cc2"),
  ])
  func theCheckIsOneFixedFunction(_ text: String, _ check: String) throws {
    #expect(try KeyCheck(of: FakeKeys.material(text)).text == check)
  }

  @Test(arguments: ["9f3", "000", "fff", "123", "0e1"])
  func checksComeBack(_ text: String) throws {
    #expect(try #require(KeyCheck(text)).text == text)
    #expect(KeyCheck(text.uppercased()) == KeyCheck(text))
    #expect(try #require(KeyCheck(text)).description == text)
  }

  @Test(arguments: ["", "9f", "9f33", "9g3", "+12", "-12", "-00", " 12", "0x1", "١٢٣", "ä1"])
  func anythingElseIsNoCheck(_ text: String) {
    #expect(KeyCheck(text) == nil)
  }

  @Test(arguments: ["2YT43", "22222", "BCDFG", "NNNNN"])
  func tailsComeBack(_ text: String) throws {
    #expect(try #require(KeyTail(text)).text == text)
    #expect(KeyTail(text.lowercased()) == KeyTail(text))
    #expect(try #require(KeyTail(text)).description == text)
  }

  @Test(arguments: ["", "2YT4", "2YT434", "2YT4A", "2YT41", "2Y-43", "2YT4ß"])
  func anythingElseIsNoTail(_ text: String) {
    #expect(KeyTail(text) == nil)
  }
}
