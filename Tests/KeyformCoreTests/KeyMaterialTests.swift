import KeyformCore
import Testing

/// A key comes back exactly as it was read, and shows itself nowhere by accident.
@Suite struct KeyMaterialTests {
  @Test func theTablesAreRead() {
    #expect(PublishedKeys.setup.count == 134)
    #expect(PublishedKeys.guests.count == 15)
    #expect(PublishedKeys.checkable.count == 124)
  }

  @Test(arguments: PublishedKeys.all)
  func canonicalTextComesBack(_ text: String) throws {
    let key = try #require(KeyMaterial(canonical: text))
    #expect(key.reveal() == text)
    #expect(key.withCanonicalBytes { String(decoding: $0, as: UTF8.self) } == text)
    #expect(key.tail.text == text.suffix(5))
    let symbols = text.filter { $0 != "-" }.utf8.compactMap { KeyAlphabet.index(of: $0) }
    #expect(KeyMaterial(symbols: symbols) == key)
    #expect((0..<25).map { key.symbol(at: $0) } == symbols)
    #expect(KeyMaterial(canonical: Array(text.utf8).span) == key)
  }

  @Test(arguments: [
    "", "FKFKF-KYKYK-DMDMD-PXPXP", "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4-",
    "fkfkf-KYKYK-DMDMD-PXPXP-QDMV4",
    "FKFKFKYKYKDMDMDPXPXPQDMV4", "FKFKF-KYKYK-DMDMD-PXPXP-QDMVA", "FKFKF KYKYK DMDMD PXPXP QDMV4",
    "FKFK-FKYKYK-DMDMD-PXPXP-QDMV4", "FKFKF-KYKYK-DMDMD-PXPXP-QDMV",
    "-----------------------------",
  ])
  func anythingElseIsNotCanonical(_ text: String) {
    #expect(KeyMaterial(canonical: text) == nil)
  }

  @Test func twentyFiveSymbolsMakeAKey() {
    #expect(KeyMaterial(symbols: []) == nil)
    #expect(KeyMaterial(symbols: [UInt8](repeating: 1, count: 24)) == nil)
    #expect(KeyMaterial(symbols: [UInt8](repeating: 1, count: 26)) == nil)
    #expect(KeyMaterial(symbols: [UInt8](repeating: 1, count: 25)) != nil)
  }

  @Test func everyTextualFormShowsTheTailAlone() throws {
    let key = try FakeKeys.material()
    var dumped = ""
    dump(key, to: &dumped)
    var dumpedInside = ""
    dump(Holder(key: key), to: &dumpedInside)
    let forms = [
      String(describing: key), String(reflecting: key), "\(key)", key.description,
      key.debugDescription, dumped, "\(Holder(key: key))", String(reflecting: Holder(key: key)),
      "\([key])", "\(Optional.some(key) as Any)", "\([key: key])", dumpedInside,
    ]
    for form in forms {
      #expect(form.contains("QDMV4"))
      for group in ["FKFKF", "KYKYK", "DMDMD", "PXPXP"] { #expect(!form.contains(group)) }
    }
    #expect(Mirror(reflecting: key).children.isEmpty)
  }

  /// Neither can the packed number be read off a textual form.
  @Test func noFormShowsTheNumber() throws {
    let key = try FakeKeys.material()
    var dumped = ""
    dump(key, to: &dumped)
    #expect(dumped == "- …-QDMV4\n")
  }

  private struct Holder { let key: KeyMaterial }
}

/// Keys inside free text are found and masked.
@Suite struct KeyShapeTests {
  @Test(arguments: [
    ("", 0), ("nothing here", 0), (FakeKeys.first, 1), ("old: \(FakeKeys.first).", 1),
    ("\(FakeKeys.first), \(FakeKeys.second)", 2), ("\(FakeKeys.first.lowercased())", 1),
    ("X\(FakeKeys.first)", 1), ("\(FakeKeys.first)X", 1), ("FKFKF-KYKYK-DMDMD-PXPXP-QDMVA", 0),
    ("FKFKFKYKYKDMDMDPXPXPQDMV4", 1), ("ä\(FakeKeys.first)ä", 1),
  ])
  func keysAreFound(_ text: String, _ count: Int) {
    #expect(KeyShape.keys(in: text).count == count)
  }

  @Test func secretsAreMaskedAndPublicKeysStay() throws {
    let published = try #require(PublishedKeys.checkable.first)
    let text = "war \(FakeKeys.first), jetzt \(published) (früher \(FakeKeys.second))"
    let masked = KeyShape.masked(text) { $0.reveal() == published }
    #expect(masked == "war …-QDMV4, jetzt \(published) (früher …-HXDDD)")
  }
}
