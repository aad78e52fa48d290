import KeyformCore
import Testing

/// One recogniser says what a key in a text looks like: for findings, for what is shown, for the
/// journal.
@Suite("Keys in free text") struct KeyRunsTests {
  private static let groups = ["FKFKF", "KFKFK", "FKFKF", "KFKFK", "QRTVW"]

  static let separators = [
    "-", " ", " - ", #"\n"#, #"\r\n"#, #"\u200b"#, #"\x0a"#, #"\u{200b}"#,
    "\u{2013}", "\u{2212}", "_", ".", "/", "\n", "\r\n", ", ", "=", "\\",
    "\u{200B}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{301}", ":", ";", "|", "+", "·",
    " / ", "\t", "\u{3000}", "\u{2009}", "",
  ]

  @Test(
    arguments: separators, ["%", "key: %", "(%)", "ä%ö", "x=%;", "a %."])
  func areFoundAndMasked(_ separator: String, _ frame: String) {
    for secret in [
      Self.groups.joined(separator: separator),
      Self.groups.joined(separator: separator).lowercased(),
    ] {
      let text = frame.replacing("%", with: secret)
      #expect(KeyShape.holdsKey(text))
      #expect(KeyShape.keys(in: text).map(\.tail.text) == ["QRTVW"])
      let masked = frame.replacing("%", with: "…-QRTVW")
      #expect(KeyShape.masked(text) { _ in false } == masked)
      #expect(FreeText.masked(text) == masked)
      #expect(KeyShape.masked(text) { _ in true } == text)
    }
  }

  @Test(arguments: [
    "", "every word there takes seven", "bcdfg hjkmp qrtvw", "alpha-bravo-delta-hotel-india",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "F3D89BBF-C0EC-47CE-A8FA-E5A5F97E447F",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709", "d41d8cd98f00b204e9800998ecf8427e",
    "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZw==",
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo",
    "AAAAB3NzaC1yc2EAAAADAQABAAABgQC7", "SN 5CG9-1234-77WX", "2347-6892-3467-8923-4678",
    "23467-89234-67892-34678-92346", "2346789234678923467892346", "00-14-22-01-23-45",
    "2001:db8:85a3:8d3:1319:8a2e:370:7348", "V1234567, V7654321, V2345678", "PO 4711 / 0815 / 42",
    "windows-11-enterprise-ltsc-2024/enterprise-ltsc", "client-platform@contoso.example",
    "03612-03311-000-000001-03-1033-26100.0000-3252025", "…-2YT43 (9f3)", "KB5034765, KB5034768",
  ])
  func othersStay(_ text: String) {
    #expect(!KeyShape.holdsKey(text))
    #expect(FreeText.masked(text) == text)
  }

  /// More than three characters, or letters of any script, join nothing.
  @Test(arguments: ["    ", " is ", "é", "中"])
  func whatIsFarApartIsNone(_ separator: String) {
    let text = Self.groups.joined(separator: separator)
    #expect(KeyShape.keys(in: text) == [])
  }

  /// Beside a tail, which is shown, four groups are a whole key: nothing of them is.
  @Test func fourGroupsAreMasked() {
    let text = "begins \(Self.groups.dropLast().joined(separator: "-"))"
    #expect(KeyShape.holdsKey(text))
    #expect(FreeText.masked(text) == "begins …-?????")
    #expect(KeyShape.holdsMask(FreeText.masked(text)))
  }

  /// What is masked is a finding, mistyped or not; and of a key no more than its last five are shown,
  /// whichever of the groups it may be.
  @Test(arguments: [
    ("A2222-KYKYK-DMDMM-PXPXP-QDMV4", "…-QDMV4"),
    ("A2222-KYKYK-DMDMM-PXPXP-QDMV", "…-?????"),
    ("A2222-KYKYK-DMDMM-PXPXP-QDMV4X", "…-?????"),
    ("FKFKFKYKYKDMDMDPXPXPQD4", "…-?????"),
    ("FKFKFKYKYKDMDMDPXPXPQDMV0", "…-QDMV0"),
    ("FKFKF-KYKYK-DMDMD-PXPXP-QDMV4-HXDDD", "…-HXDDD"),
    ("FKFKF-KYKYK-DMDMD-PXPXP-QDMV4-HXDDDX", "…-?????"),
    ("FKFKF-KYKYK-DMDMD-PXPXP-QDMV4-HXDDA", "…-?????"),
    ("A2222-KYKYK-DMDMD-PXPXP-QDMV4-HXDDA", "…-HXDDA"),
    (
      "BCDFG-FKFKF-KYKYK-DMDMD-PXPXP-QDMV4-BCDFG-BCDFG-BCDFG-BCDFG-HXDDD",
      "…-HXDDD"
    ),
  ])
  func ofLongAndMistypedOnesNoMoreIsShown(_ text: String, _ masked: String) {
    #expect(FreeText.masked("old \(text).") == "old \(masked).")
    #expect(KeyShape.holdsKey(text) == (masked != text))
    #expect(KeyShape.holdsMask(FreeText.masked(text)) == (masked != text))
  }

  /// Different texts stay different as far as a key may be told, and what only looks masked is no mask.
  @Test(arguments: [
    ("FKFKF-KYKYK-DMDMD-PXPXP-QDMV4", "\0…-QDMV4 (%)"), ("…-QDMV4 (%)", "…-QDMV4 (%)"),
    ("A2222-KYKYK-DMDMM-PXPXP-QDMV4", "\0…-QDMV4 (?)"),
    ("a KYKYK-DMDMM-PXPXP-QDMV4", "a \0…-????? (?)"), ("a - b", "a - b"),
  ])
  func keptTextsTellWhatMayBeTold(_ text: String, _ kept: String) throws {
    let check = KeyCheck(of: try FakeKeys.material()).text
    let found = Masking.all.kept(text.replacing("%", with: check))
    #expect(found == kept.replacing("%", with: check))
    #expect(Masking.all.kept(found) == found)
    #expect(!Masking.all.masked(found).utf8.contains(0))
  }

  /// Letters that touch a key, or a word of five symbols before it, do not hide it.
  @Test func neighboursDoNotHideAKey() {
    let key = Self.groups.joined(separator: "-")
    for text in ["ab\(key)", "\(key)yz", "tools \(key)", "PRTGW \(key)", "PRTGW-\(key)"] {
      let masked = FreeText.masked(text)
      #expect(masked.hasSuffix("…-QRTVW") || masked.hasSuffix("…-QRTVWyz"), "\(masked)")
      #expect(!masked.contains("KFKFK"))
      #expect(KeyShape.holdsKey(text))
    }
    let two = "\(key), \(key)"
    #expect(FreeText.masked(two) == "…-QRTVW, …-QRTVW")
    #expect(FreeText.masked(key.replacing("-", with: "") + "o") == "…-QRTVWo")
  }

  @Test func publishedKeysStayInEveryForm() throws {
    let published = try #require(PublishedKeys.checkable.first)
    for separator in Self.separators {
      let text = "GVLK " + published.split(separator: "-").joined(separator: separator)
      #expect(KeyShape.masked(text) { $0.reveal() == published } == text, "\(separator)")
    }
  }
}
