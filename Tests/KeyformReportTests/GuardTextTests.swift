import KeyformCore
import KeyformReport
import Testing

/// What became of guards, as text and as JSON.
@Suite("Guards that change, shown") struct GuardTextTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private let place = FileLocation(file: "keyform.yaml", line: 8, column: 3)

  private func render(_ guards: [GuardChange]) -> String {
    var buffer = TextBuffer(TextStyle(width: 100), samples.masking)
    GuardText.add(guards, to: &buffer)
    return String(decoding: buffer.take().bytes, as: UTF8.self)
  }

  private var guards: [GuardChange] {
    [
      GuardChange(
        what: "rule CNT001", place: place, before: "error", after: "off", effect: .loosens),
      GuardChange(
        what: "text of policy ORG001",
        place: FileLocation(file: "policies/a.sql", line: 1, column: 1), before: "0a", after: "0b",
        effect: .changes,
        difference: TextDifference(
          lines: [
            .init(sign: .place, text: "@@ -6,1 +6,1 @@"), .init(sign: .removed, text: "SELECT 1"),
            .init(sign: .added, text: "SELECT 2"),
          ], leftOut: 4)),
      GuardChange(what: "waiver w", before: "long", after: nil, effect: .tightens),
    ]
  }

  @Test func loosenedOnesAndTheirPlaces() {
    #expect(
      render(guards) == """
        Guards: 1 loosened, 1 changed, 1 tightened
          loosens: keyform.yaml:8 rule CNT001: error -> off
          changes: policies/a.sql:1 text of policy ORG001: 0a -> 0b
              @@ -6,1 +6,1 @@
              -SELECT 1
              +SELECT 2
              and 4 lines more
          tightens: waiver w: long -> (removed)

        """)
    #expect(render([]) == "")
  }

  @Test func manyAreFolded() {
    let many = (0..<60).map {
      GuardChange(what: "rule R\($0)", before: "error", after: "off", effect: .loosens)
    }
    let lines = render(many).split(separator: "\n")
    #expect(lines.count == 52)
    #expect(lines.last == "  and 10 more; --format json lists each of them")
  }

  /// Whatever stands in the value is masked and made visible on its way out.
  @Test func secretsAndSignsOfTerminals() {
    let url = "postgresql://anna:hunter2@db.example/keys"
    let shown = render([
      GuardChange(
        what: "target prod", place: place, before: url, after: "lab:\u{1B}[2J\u{202E}",
        effect: .changes,
        difference: TextDifference(
          lines: [.init(sign: .added, text: "-- \(FakeSecrets.first)\n::error::x")], leftOut: 0)),
      GuardChange(
        what: "ignore CNT001 on key/mak", before: nil, after: "as \(FakeSecrets.second)",
        effect: .loosens),
    ])
    for part in ["hunter2", FakeSecrets.first, FakeSecrets.second, "\u{1B}", "\u{202E}", "\n::"] {
      #expect(!shown.contains(part))
    }
  }
}
