import KeyformCore
import Testing

/// What a text can only mean, and what is left alone because it can mean more.
@Suite struct SpellingTests {
  @Test(arguments: [
    ("500", 500), ("007", 7), (" 500 ", 500), ("+500", 500), ("1 000", 1000), ("1\u{A0}000", 1000),
    ("1\u{202F}000\u{202F}000", 1_000_000), ("1_000", 1000), ("1'000", 1000), ("1’000", 1000),
    ("12.500", 12_500), ("12,500", 12_500), ("1.000.000", 1_000_000), ("1,000,000", 1_000_000),
    ("500.0", 500), ("500,00", 500), ("1.000,00", 1000), ("1,000.00", 1000), ("1 000,0", 1000),
    ("1.000,000", 1000),
    ("0", 0),
  ])
  func countsThatAreClear(_ text: String, _ count: Int) {
    #expect(CountSpelling.reading(text) == count)
  }

  @Test(arguments: [
    "", "1,000", "1.000", "1.5", "1,5", "12,50", "0x10", "1e3", "-1", "unlimited", "1,00,000",
    "1000,000.5", "1234.567", "1..000", ",5", "5,", "1 00", "five", "٣",
    "99999999999999999999999", "+", "1 000.000 000",
  ])
  func countsThatAreNot(_ text: String) {
    #expect(CountSpelling.reading(text) == nil)
  }

  @Test(arguments: [
    ("2026-11-01", "2026-11-01"), ("2026-1-5", "2026-01-05"), ("2026/11/01", "2026-11-01"),
    ("2026.11.01", "2026-11-01"), ("20261101", "2026-11-01"), ("31.12.2026", "2026-12-31"),
    ("12/31/2026", "2026-12-31"), ("5.5.2026", "2026-05-05"), ("31-12-2026", "2026-12-31"),
    ("2026–11–01", "2026-11-01"), (" 2026-11-01 ", "2026-11-01"), ("29.2.2024", "2024-02-29"),
    ("2026-11-01T00:00:00", "2026-11-01"), ("2026-11-01 00:00:00", "2026-11-01"),
    ("31122026", "2026-12-31"),
  ])
  func daysThatAreClear(_ text: String, _ day: String) {
    #expect(DateSpelling.reading(text)?.description == day)
  }

  @Test(arguments: [
    "", "05/11/2026", "5.11.2026", "01.11.26", "2026-13-01", "2026-02-30", "29.2.2026", "2026-11",
    "1 Nov 2026", "2026-11-01T08:30:00", "2026-11-01T00:00:00Z", "2026/11-01", "46327", "20261301",
    "2026-11-01-01", "0226-11-01", "--", "2026--01", "01112026",
  ])
  func daysThatAreNot(_ text: String) {
    #expect(DateSpelling.reading(text) == nil)
  }

  @Test(arguments: [
    ("GVLK", "gvlk"), ("ESU MAK", "esu-mak"), ("esu_mak", "esu-mak"),
    ("Setup–Default", "setup-default"),
    (" mak ", "mak"), ("kms-host", nil), ("gvlkk", nil), ("", nil),
  ])
  func words(_ text: String, _ word: String?) {
    #expect(WordSpelling.reading(text, among: KeyKind.allCases.map(\.rawValue)) == word)
  }

  @Test func wordsThatFoldAlikeAreNotClear() {
    #expect(WordSpelling.reading("AB", among: ["a-b", "ab"]) == nil)
  }

  @Test(arguments: [
    ("Yes", true), ("TRUE", true), ("on", true), ("No", false), ("off", false), ("y", nil),
    ("1", nil), ("", nil),
  ])
  func flags(_ text: String, _ flag: Bool?) {
    #expect(WordSpelling.flag(text) == flag)
  }

  @Test(arguments: [
    ("a–b", "a-b"), ("a — b", "a-b"), ("a\u{2011}b", "a-b"), ("a−b", "a-b"),
    ("\u{A0}a b\u{3000}", "a b"),
    ("a\u{200B}b", "ab"), ("a  b", "a b"), ("- a -", "-a-"), ("", ""), ("ü–1", "ü-1"),
  ])
  func dashesAndBlanks(_ text: String, _ plain: String) {
    #expect(Typography.plain(text) == plain)
    #expect(Typography.plain(plain) == plain)
  }

  @Test(arguments: [
    ("x86_64", Architecture.amd64), ("X86–64", .amd64), ("i686", .x86), ("AArch64", .arm64),
    ("IA-64", .ia64), ("64-bit", nil), ("arm", nil), ("", nil),
  ])
  func architecturesOfOtherTools(_ name: String, _ architecture: Architecture?) {
    #expect(Architecture(ofOtherTools: name) == architecture)
  }

  @Test func nearestOfAll() {
    #expect(SpellingSuggestion.only(for: "prodcts", in: ["products", "produces"]) == "products")
    #expect(SpellingSuggestion.only(for: "os", in: ["as", "is"]) == nil)
    #expect(SpellingSuggestion.only(for: "quantity", in: ["kind"]) == nil)
  }
}
