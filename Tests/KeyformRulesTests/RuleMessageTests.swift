import KeyformCore
import Testing

/// What an administrator reads: the entry, what happens there, and the way out.
@Suite struct RuleMessageTests {
  /// A finding of a fixture, and what its detail must say.
  struct Message: Sendable, CustomTestStringConvertible {
    let rule: String
    let entry: String
    let says: [String]
    var testDescription: String { "\(rule) \(entry)" }

    init(_ rule: String, _ entry: String, _ says: String...) {
      self.rule = rule
      self.entry = entry
      self.says = says
    }
  }

  private static let messages: [Message] = [
    Message("ARCH001", "ltsc", "x86", "nothing to install", "amd64"),
    Message("ARCH002", "x86", "windows-server-2025/standard", "nothing to install", "amd64"),
    Message("ARCH004", "client", "ia64", "0xC004F069"),
    Message("ARCH005", "server", "arm64", "nothing to install", "ignore"),
    Message("ARCH006", "unix-name", "`x86_64`", "Setup skips", "Write `amd64`."),
    Message("ARCH006", "padded", "`x-64`", "x64 is taken for amd64."),
    Message("BIND001", "clash-new", "`mak-new`", "`mak-old`", "state: standby"),
    Message("BIND001", "twice-second", "twice-first", "remove one of them"),
    Message("BIND002", "beyond-use", "use: [installation]", "widen the key's limits"),
    Message("CNT001", "one-too-few", "300 machines", "1 too few", "0xC004C020"),
    Message("CNT001", "remaining-alone", "not recorded", "299 left", "0xC004C020"),
    Message("CNT003", "thirty-one-days", "31 days ago", "runs dry", "VAMT"),
    Message("CNT003", "day-after-tomorrow", "2026-11-23", "Correct the day"),
    Message("CNT006", "seven", "7 hosts", "6 are allowed", "0xC004C008", "`hosts`"),
    Message("CNT006", "eleven-times", "11 activations", "0xC004C008", "record it in `hosts`"),
    Message("CNT010", "minus-one", "`-1`", "quantity: unlimited"),
    Message("ED001", "unknown-product", "no key", "keyform catalog list"),
    Message("KEY001", "one-too-many", "It has 26", "Copy it again"),
    Message("KEY002", "letter-o", "`O` at place 15", "0xC004F050", "Q or D"),
    Message("KEY003", "two", "It has 2", "0xC004F050"),
    Message("KEY004", "wrong-character", "0xC004F050", "character by character"),
    Message("KEY005", "old-key-new-product", "0xC004F069", "Correct `products`"),
    Message("KEY006", "crosses", "Setup stops", "Leave `value` out"),
    Message("KEY007", "mak-again", "`mak`", "one quota twice", "keep one entry"),
    Message("KEY007", "a-pro-again", "`pro`", "remove one of them"),
    Message("KEY008", "recorded-clash", "`recorded`", "check value"),
    Message("KIND001", "none", "Write `kind:`"),
    Message("KIND001", "with-value", "`kind: gvlk`"),
    Message("KIND002", "unknown-gvlk", "0xC004F069", "leave `value` out"),
    Message("KIND002", "gvlk-as-mak", "`kind: gvlk`"),
    Message("KIND003", "wrong-edition", "0xC004F050", "NW6C2-QMPVW"),
    Message(
      "KIND003", "wrong-release", "windows-server-sac/standard@2004", "The right one is `sac-1809`"),
    Message(
      "KIND005", "on-boxed", "`boxed`", "`enterprise`", "0xC004F074", "from: {licence: retail}"),
    Message("KIND006", "counted", "counts nothing", "`licences`"),
    Message("KIND007", "home", "windows-11/home", "0xC004F069"),
    Message("LC001", "enterprise-23h2", "windows-11/enterprise@23H2 ended on 2026-11-10"),
    Message("LC002", "ltsc-2021", "2027-01-12, in 52 days", "Plan the move"),
    Message("SEC001", "plain", "use it up", "secret: {env: NAME}"),
    Message(
      "USE001", "mak-installation", "MAK `mak` is bound for installation", "the rollout stops",
      "Bind GVLK `gvlk` for installation"),
    Message("USE001", "esu-both", "Bind a GVLK for installation", "keep the MAK for activation"),
    Message("USE002", "host-as-client", "0xC004C008", "Bind GVLK `gvlk` instead", "`hostKey`"),
    Message("USE003", "with-gvlk", "0xC004F050", "the GVLK belongs on the clients"),
    Message("USE005", "windows-twice.mak", "0xC004F074", "state: standby"),
    Message("USE006", "needless", "carry the GVLK", "Leave installation out"),
    Message("USE007", "not-in-image", "finds none and stops", "Bind a key of that edition"),
    Message("USE007", "wrong-activation", "0xC004F069"),
    Message("USE007", "not-filed", "add windows-10/education to `products`"),
    Message("USE007", "image-not-filed", "add windows-10/education to `products`"),
  ]

  @Test(arguments: messages)
  func saysWhatHappensAndWhatToDo(_ message: Message) throws {
    let found = try RuleFixture(rule: message.rule, name: "main").diagnostics()
      .filter { $0.rule == message.rule && $0.address?.name == message.entry }
    let detail = try #require(found.first?.detail)
    for text in message.says { #expect(detail.contains(text), "\(detail)") }
  }

  /// What a reader comes to know by its summary is the mistake, not the entry: names and values
  /// stand in the detail. ED001 and ARCH006 quote what was written, to say what was meant.
  @Test(arguments: RuleFixture.all)
  func summariesHoldNoData(_ fixture: RuleFixture) throws {
    for diagnostic in try fixture.diagnostics() {
      guard diagnostic.rule == fixture.rule, !["ED001", "ARCH006"].contains(fixture.rule) else {
        continue
      }
      #expect(diagnostic.summary.count <= 72, "\(diagnostic.summary)")
      #expect(!diagnostic.summary.contains { "/@:".contains($0) }, "\(diagnostic.summary)")
    }
  }
}
