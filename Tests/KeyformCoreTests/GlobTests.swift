import KeyformCore
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("key/old-*", "key/old-mak"), ("*", ""), ("*", "a"), ("a?c", "abc"), ("[a-c]x", "bx"),
    ("[!a-c]x", "dx"), ("\\*", "*"), ("a*b*c", "aXbYbZc"), ("*.kms", "berlin.win11.kms"),
    ("site-*", "site-"),
  ])
  func matches(_ pattern: String, _ text: String) {
    #expect(Glob(pattern).matches(text))
  }

  @Test(arguments: [
    ("key/old-*", "key/new"), ("", "a"), ("a?c", "ac"), ("[a-c]x", "dx"), ("[!a-c]x", "ax"),
    ("\\*", "a"), ("a*b*c", "aXbYbZ"), ("[a", "a"), ("a\\", "a"),
  ])
  func refuses(_ pattern: String, _ text: String) {
    #expect(!Glob(pattern).matches(text))
  }

  /// A matcher that tries every way would not come back from this.
  @Test func manyStars() {
    let pattern = Glob(String(repeating: "a*", count: 40) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 4_000)))
  }
}
