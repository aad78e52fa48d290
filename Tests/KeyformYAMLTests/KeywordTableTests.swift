import KeyformYAML
import Testing

@Suite struct KeywordTableTests {
  private let words = ["kind", "secret", "keys", "key", "state", "servedBy", "", "größe", "use"]

  @Test func `every word is found at its index`() {
    let table = KeywordTable(words)
    for (index, word) in words.enumerated() {
      #expect(table.index(of: word) == index)
    }
    #expect(table.words == words)
  }

  @Test(arguments: ["Kind", "kin", "kindx", "kink", "states", "größer", "x", "servedByServedBy"])
  func `other words are not found`(word: String) {
    #expect(KeywordTable(words).index(of: word) == nil)
  }

  @Test func `an empty table finds nothing`() {
    #expect(KeywordTable([]).index(of: "") == nil)
    #expect(KeywordTable([]).index(of: "a") == nil)
  }

  @Test func `of two equal words the first is found`() {
    #expect(KeywordTable(["a", "b", "a"]).index(of: "a") == 0)
  }

  @Test func `the current scalar is looked up`() {
    let reader = YAMLReader(Array("[kind, 'größe', nothing, \"\", {}]".utf8))
    let table = KeywordTable(words)
    var found: [Int?] = []
    _ = reader.next()
    while reader.next() == .scalar { found.append(reader.index(in: table)) }
    #expect(found == [0, 7, nil, 6])
  }
}
