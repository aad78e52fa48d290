import KeyformCore
import Testing

/// A digest changes with everything that a row holds, and says nothing of it.
@Suite struct RowDigestTests {
  private let digester = RowDigester(key: .random())

  @Test func everyFieldCounts() throws {
    try check(Samples.key())
    try check(Samples.deployment())
    try check(Samples.binding())
    try check(Samples.host())
    try check(Samples.directory())
  }

  /// Changes one field at a time.
  private func check<Value: Managed>(_ full: Value) throws {
    var digests = [digester.digest(of: full, material: nil)]
    for field in Value.fields {
      var changed = full
      let isChanged = changed.set(field, to: Samples.other(field))
      #expect(isChanged && changed != full, "\(Value.kind) \(field.name)")
      digests.append(digester.digest(of: changed, material: nil))
    }
    #expect(Set(digests).count == digests.count)
    #expect(digests[0] == digester.digest(of: full, material: nil))
  }

  @Test func theSecretValueCounts() throws {
    let key = try Samples.key()
    let digests = [
      digester.digest(of: key, material: nil),
      digester.digest(of: key, material: try FakeKeys.material()),
      digester.digest(of: key, material: try FakeKeys.material(FakeKeys.second)),
    ]
    #expect(Set(digests).count == 3)
    #expect(
      Entity.key(Entry(stored: key)).digest(material: nil, with: digester) == digests[0])
  }

  /// Where one field ends and the next begins is part of what is digested.
  @Test func fieldsDoNotRunIntoEachOther() {
    var split = ProductKey(name: "a")
    split.sharedWith = ["b", "title", "c"]
    var joined = ProductKey(name: "a")
    joined.sharedWith = ["b"]
    joined.annotations.title = "c"
    #expect(
      digester.digest(of: split, material: nil) != digester.digest(of: joined, material: nil))
    var first = Deployment(name: "a")
    first.annotations.title = "xy"
    var second = Deployment(name: "a")
    second.annotations.owner = "xy"
    #expect(
      digester.digest(of: first, material: nil) != digester.digest(of: second, material: nil))
  }

  @Test func nameKindAndTargetCount() throws {
    let digests = [
      digester.digest(of: KMSHost(name: "a"), material: nil),
      digester.digest(of: KMSHost(name: "b"), material: nil),
      digester.digest(of: Directory(name: "a"), material: nil),
      RowDigester(key: .random()).digest(of: KMSHost(name: "a"), material: nil),
    ]
    #expect(Set(digests).count == 4)
  }

  @Test func digestsComeBackFromHex() throws {
    let digest = digester.digest(of: KMSHost(name: "a"), material: nil)
    #expect(digest.hex.utf8.count == 64)
    #expect(RowDigest(hex: digest.hex) == digest)
    for text in ["", String(digest.hex.dropLast()), digest.hex + "0", "g" + digest.hex.dropFirst()]
    {
      #expect(RowDigest(hex: text) == nil)
    }
  }

  @Test func theKeyMasksItself() throws {
    let key = DigestKey.random()
    let hex = key.revealHex()
    var dumped = ""
    dump(key, to: &dumped)
    #expect("\(key)" == "digest key")
    #expect(!dumped.contains(hex.prefix(8)) && Mirror(reflecting: key).children.isEmpty)
    #expect(DigestKey(hex: hex)?.revealHex() == hex)
    #expect(DigestKey(hex: String(hex.dropLast())) == nil)
  }
}
