import KeyformCore
import Testing

@Suite struct AddressTests {
  @Test(arguments: EntityKind.allCases)
  func addressesComeBack(_ kind: EntityKind) throws {
    let address = try #require(Address("\(kind.rawValue)/a.b-c_1"))
    #expect(address == Address(kind, "a.b-c_1"))
    #expect(address.description == "\(kind.rawValue)/a.b-c_1")
  }

  @Test(arguments: ["", "key", "key/", "/a", "keys/a", "Key/a", "a/key"])
  func anythingElseIsNone(_ text: String) {
    #expect(Address(text) == nil)
  }

  @Test func orderGoesByKindThenName() {
    let sorted = [
      Address(.key, "a"), Address(.key, "b"), Address(.deployment, "a"), Address(.binding, "a"),
      Address(.host, "a"), Address(.directory, "a"),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }

  @Test(arguments: [
    ("win11", nil, "win11"), ("platform:win11", "platform", "win11"), ("a:b:c", "a", "b:c"),
    (":x", "", "x"),
  ])
  func keyReferencesSplitAtTheColon(_ text: String, _ project: String?, _ name: String) {
    let reference = KeyReference(text)
    #expect(reference.project == project)
    #expect(reference.name == name)
    #expect(reference.description == text)
  }

  @Test(
    arguments: [
      ("windows-11/enterprise", "windows-11", "enterprise", nil),
      ("windows-server-sac/standard@1803", "windows-server-sac", "standard", "1803"),
      ("windows-11", "windows-11", nil, nil), ("windows-11@25H2", "windows-11", nil, "25H2"),
    ] as [(String, String, String?, String?)])
  func productIDsHaveParts(
    _ text: String, _ product: String, _ edition: String?, _ release: String?
  ) {
    let id = ProductID(text)
    #expect(id.product == product)
    #expect(id.edition == edition)
    #expect(id.release == release)
    #expect(id == ProductID(text, slot: 7))
  }
}
