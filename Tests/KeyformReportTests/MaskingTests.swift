import KeyformCore
import KeyformReport
import Testing

@Suite struct MaskingTests {
  let masking: Masking

  init() throws { masking = try Samples().masking }

  static let secrets = [
    "BCDFG-HJKMP-QRTVW-XY234-6789B", "bcdfg-hjkmp-qrtvw-xy234-6789b",
    "BCDFG HJKMP QRTVW XY234 6789B", "BCDFGHJKMPQRTVWXY2346789B",
    "BCDFG–HJKMP–QRTVW–XY234–6789B", "BCDFG - HJKMP - QRTVW - XY234 - 6789B",
    "BCDFG_HJKMP_QRTVW_XY234_6789B", "BCDFG\u{A0}HJKMP\u{A0}QRTVW\u{A0}XY234\u{A0}6789B",
    "BCDFG/HJKMP/QRTVW/XY234/6789B", "BCDFG, HJKMP, QRTVW, XY234, 6789B",
    "BCDFG=HJKMP=QRTVW=XY234=6789B", #"BCDFG\HJKMP\QRTVW\XY234\6789B"#,
    "BCDFG\u{200B}HJKMP\u{200B}QRTVW\u{200B}XY234\u{200B}6789B",
    "BCDFG\nHJKMP\nQRTVW\nXY234\n6789B", "FKFKFKFKFKFKFKFKFKFKQRTVW",
    // Mistyped: a letter that no key holds, a symbol short, a symbol too many, a group short.
    "BCDFG-HJKMP-QRTVW-XY234-6789O", "BCDFG-HJKM-QRTVW-XY234-6789B",
    "BCDFG-HJKMPP-QRTVW-XY234-6789B", "HJKMP-QRTVW-XY234-6789B", "BCDFGHJKMPQRTVWXY234678B",
  ]
  /// Which of their symbols are a key's last nobody knows.
  static let ofUnknownEnd = secrets.suffix(2)

  @Test(arguments: secrets, ["%", "value: %", "type % here", "MAK=%;", "(%)", "ä%ö"])
  func secretsAreMasked(_ secret: String, _ frame: String) {
    let parts = frame.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
    let tail =
      Self.ofUnknownEnd.contains(secret)
      ? "?????"
      : secret.uppercased().filter { $0.isASCII && $0.isLetter || $0.isNumber }.suffix(5)
    #expect(masking.masked(parts[0] + secret + parts[1]) == "\(parts[0])…-\(tail)\(parts[1])")
  }

  @Test func severalInOneText() {
    let masked = masking.masked(
      "\(FakeSecrets.first) and \(FakeSecrets.second), not \(publicText)")
    #expect(masked == "…-6789B and …-FGGHH, not \(publicText)")
  }

  @Test(arguments: [
    publicText, publicText.lowercased(), "alpha-bravo-delta-hotel-india",
    "every word there takes seven", "windows-11-enterprise-ltsc-2024/enterprise-ltsc",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "2026-11-01", "client-platform@contoso.example",
    "00000-11111-00000-55555-00000", "…-2YT43 (9f3)", "",
  ])
  func othersStay(_ text: String) { #expect(masking.masked(text) == text) }

  /// Exactly the symbols of keys count as such.
  @Test func alphabet() {
    for byte in Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8) {
      let four = String(decoding: [byte, byte, byte, byte], as: UTF8.self)
      let shaped = (1...5).map { _ in "\(four)B" }.joined(separator: "-")
      let isMasked = masking.masked(shaped) != shaped
      #expect(isMasked == (KeyAlphabet.index(of: byte) != nil), "\(four)")
    }
  }

  @Test(arguments: secrets)
  func maskingTwiceChangesNothing(_ secret: String) {
    let once = masking.masked("a \(secret) b")
    #expect(masking.masked(once) == once)
  }
}
