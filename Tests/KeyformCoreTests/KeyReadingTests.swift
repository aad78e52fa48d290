import KeyformCore
import Testing

/// Keys are read as people write them, and what is none says why.
@Suite struct KeyReadingTests {
  private static let key = FakeKeys.first

  @Test(arguments: [
    key, key.lowercased(), key.replacing("-", with: ""), key.replacing("-", with: " "),
    key.replacing("-", with: "\u{2013}"), key.replacing("-", with: "\u{2014}"),
    key.replacing("-", with: "\u{2010}"), key.replacing("-", with: "\u{2011}"),
    key.replacing("-", with: "\u{2012}"), key.replacing("-", with: "\u{2015}"),
    key.replacing("-", with: "\u{2212}"), key.replacing("-", with: "\u{FE58}"),
    key.replacing("-", with: "\u{FE63}"), key.replacing("-", with: "\u{FF0D}"),
    key.replacing("-", with: "\u{AD}"), key.replacing("-", with: "\u{A0}-\u{A0}"),
    "  \(key)\t", "\(key.prefix(11).lowercased())\(key.dropFirst(11))",
    key.replacing("-", with: " - "), "-\(key)-",
  ])
  func spellingsAreOneKey(_ text: String) throws {
    #expect(try KeyReading(text) == .key(FakeKeys.material()))
    #expect(try KeyReading(text).key == FakeKeys.material())
  }

  @Test(arguments: PublishedKeys.all)
  func publishedKeysAreRead(_ text: String) {
    #expect(KeyReading(text).key?.reveal() == text)
    #expect(KeyReading(text.lowercased()).key?.reveal() == text)
  }

  @Test(arguments: [
    ("", KeyParseError.length(0)), ("FKFKF", .length(5)), (String(key.dropLast()), .length(24)),
    (key + "B", .length(26)), ("FKFKF-KYKYK-DMDMD-PXPXP-QDMV0", .character("0", place: 25)),
    ("AKFKF-KYKYK-DMDMD-PXPXP-QDMV4", .character("A", place: 1)),
    ("fkfkf-kyokk-dmdmd-pxpxp-qdmv4", .character("O", place: 8)),
    ("FKFKF-KYKYK-DMDMD-PXPXP-QDMVÄ", .character("Ä", place: 25)),
    ("FKFKF_KYKYKDMDMDPXPXPQDM", .length(24)),
    ("FKFKF_KYKYKDMDMDPXPXPQDMV", .character("_", place: 6)),
    ("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX", .placeholder),
    ("xxxxx-xxxxx-xxxxx-xxxxx-xxxxx", .placeholder),
    ("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", .placeholder),
    ("BBBBB-CCCCC-DDDDD-FFFFF-GGGGG", .placeholder),
    ("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF", .placeholder),
    ("12345-67890-12345-67890-12345", .placeholder),
    ("12345-12345-12345-12345-12345", .placeholder),
  ])
  func flawsAreNamed(_ text: String, _ flaw: KeyParseError) {
    #expect(KeyReading(text) == .flawed(flaw))
    #expect(KeyReading(text).key == nil)
  }
}
