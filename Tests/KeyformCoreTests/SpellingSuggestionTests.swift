import KeyformCore
import Testing

@Suite struct SpellingSuggestionTests {
  private static let words = ["quantity", "products", "kind", "remaining", "use", "tail"]

  @Test(arguments: [
    ("quantitiy", "quantity"), ("quantiy", "quantity"), ("qauntity", "quantity"),
    ("product", "products"), ("kidn", "kind"), ("Kind", "kind"), ("REMAINING", "remaining"),
    ("remainnig", "remaining"), ("ues", "use"), ("tial", "tail"),
  ])
  func whatIsNearIsSuggested(_ word: String, _ expected: String) {
    #expect(SpellingSuggestion.suggestion(for: word, in: Self.words) == expected)
  }

  @Test(arguments: ["", "colour", "abcdefgh", "qty", "kxyz", "liat-liat"])
  func whatIsFarIsNot(_ word: String) {
    #expect(SpellingSuggestion.suggestion(for: word, in: Self.words) == nil)
  }

  @Test func theNearestWinsAndOfEqualsTheFirst() {
    #expect(SpellingSuggestion.suggestion(for: "abcd", in: ["abxd", "abcd"]) == "abcd")
    #expect(SpellingSuggestion.suggestion(for: "abcd", in: ["abcx", "abxd"]) == "abcx")
    #expect(SpellingSuggestion.suggestion(for: "abcd", in: [String]()) == nil)
  }

  @Test func longWordsAreNotCompared() {
    let long = String(repeating: "a", count: 101)
    #expect(SpellingSuggestion.suggestion(for: long, in: [long]) == nil)
    #expect(
      SpellingSuggestion.suggestion(for: String(long.dropLast()), in: [String(long.dropLast())])
        != nil)
  }

  /// The work ends early where words are far apart, and never too early.
  @Test func theLastLettersCountAsTheFirst() {
    let word = "abcdefghijkl"
    let near = ["abcdefghijklmnop", "efghijkl", "badcfeghijkl", "abcdefghlkji", "xbcdxfghxjkx"]
    for candidate in near {
      #expect(SpellingSuggestion.suggestion(for: word, in: [candidate]) == candidate)
      #expect(
        SpellingSuggestion.suggestion(for: candidate, in: [word])
          == (candidate.count > 8 ? word : nil))
    }
    for candidate in ["abcdefghijklmnopq", "fghijkl", "xbcdxfxhxjkx", "badcfehgjilk"] {
      #expect(SpellingSuggestion.suggestion(for: word, in: [candidate]) == nil)
    }
  }
}
