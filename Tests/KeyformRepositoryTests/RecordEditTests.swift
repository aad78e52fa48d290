import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// `keyform record` writes tail and check and touches no other byte.
@Suite struct RecordEditTests {
  /// `@T` and `@C` stand where tail and check appear, in quotes where another reader would take them
  /// for something else; `@t` and `@c` for the bare characters.
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let before: String
    let after: String

    var testDescription: String { name }

    init(_ name: String, _ before: String, _ after: String) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  static let samples = [
    Sample(
      "block", "keys:\n  a:\n    kind: mak\n    secret: {env: FIRST} # here\n",
      "keys:\n  a:\n    kind: mak\n    tail: @T\n    check: @C\n    secret: {env: FIRST} # here\n"),
    Sample(
      "flow", "keys:\n  a: {kind: mak, secret: {env: FIRST}}\n",
      "keys:\n  a: {kind: mak, tail: @T, check: @C, secret: {env: FIRST}}\n"),
    Sample(
      "several lines of flow", "keys: {a: {\n  kind: mak,\n  secret: {env: FIRST}}}\n",
      "keys: {a: {\n  kind: mak,\n  tail: @T, check: @C, secret: {env: FIRST}}}\n"),
    Sample(
      "existing, block",
      "keys:\n  a:\n    secret: {env: FIRST}\n    check: 000   # old\n    tail: \"BCDFG\"\n    quantity: 5\n",
      "keys:\n  a:\n    secret: {env: FIRST}\n    check: @C   # old\n    tail: \"@t\"\n    quantity: 5\n"
    ),
    Sample(
      "existing, flow", "keys: {a: {tail: BCDFG, check: '000', secret: {env: FIRST}}}\n",
      "keys: {a: {tail: @T, check: '@c', secret: {env: FIRST}}}\n"),
    Sample(
      "a block of text", "keys:\n  a:\n    tail: >-\n      BCDFG\n    secret: {env: FIRST}\n",
      "keys:\n  a:\n    tail: \"@t\"\n    check: @C\n    secret: {env: FIRST}\n"),
    Sample(
      "existing, last in flow", "keys: {a: {secret: {env: FIRST}, tail: BCDFG, check: 000}}\n",
      "keys: {a: {secret: {env: FIRST}, tail: @T, check: @C}}\n"),
    Sample(
      "tail alone", "keys:\n  a:\n    tail: BCDFG\n    secret: {env: FIRST}\n",
      "keys:\n  a:\n    tail: @T\n    check: @C\n    secret: {env: FIRST}\n"),
    Sample(
      "empty fields", "keys:\n  a:\n    tail:\n    check: ~\n    secret: {env: FIRST}\n",
      "keys:\n  a:\n    tail: @T\n    check: @C\n    secret: {env: FIRST}\n"),
    Sample(
      "empty fields with blanks",
      "keys:\n  a:\n    tail:   # none yet\n    check: \n    secret: {env: FIRST}\n",
      "keys:\n  a:\n    tail: @T   # none yet\n    check: @C \n    secret: {env: FIRST}\n"),
    Sample(
      "carriage returns", "keys:\r\n  a:\r\n    secret:\r\n      env: FIRST\r\n",
      "keys:\r\n  a:\r\n    tail: @T\r\n    check: @C\r\n    secret:\r\n      env: FIRST\r\n"),
    Sample(
      "byte order mark", "\u{FEFF}keys: {a: {secret: {env: FIRST}}}",
      "\u{FEFF}keys: {a: {tail: @T, check: @C, secret: {env: FIRST}}}"),
    Sample(
      "umlauts before it", "# ü\nkeys: {a: {note: Büro für 😀, secret: {env: FIRST}}}\n",
      "# ü\nkeys: {a: {note: Büro für 😀, tail: @T, check: @C, secret: {env: FIRST}}}\n"),
    Sample(
      "other breaks of lines", "# a\rkeys:\r  a:\r    secret: {env: FIRST}\r",
      "# a\rkeys:\r  a:\r    tail: @T\r    check: @C\r    secret: {env: FIRST}\r"),
    Sample(
      "a next line character", "# a\u{85}keys:\n  a:\n    secret: {env: FIRST}\n",
      "# a\u{85}keys:\n  a:\n    tail: @T\n    check: @C\n    secret: {env: FIRST}\n"),
    Sample(
      "no line end", "keys:\n  a:\n    kind: mak\n    secret: {env: FIRST}",
      "keys:\n  a:\n    kind: mak\n    tail: @T\n    check: @C\n    secret: {env: FIRST}"),
    Sample(
      "others beside it",
      "keys:\n  b:\n    tail: BCDFG\n    secret: {env: SECOND}\n  a:\n    secret: {env: FIRST}\n  c: {secret: {env: SECOND}}\n",
      "keys:\n  b:\n    tail: BCDFG\n    secret: {env: SECOND}\n  a:\n    tail: @T\n    check: @C\n    secret: {env: FIRST}\n  c: {secret: {env: SECOND}}\n"
    ),
    Sample(
      "deep indentation", "keys:\n      a:\n          secret:\n              env: FIRST\n",
      "keys:\n      a:\n          tail: @T\n          check: @C\n          secret:\n              env: FIRST\n"
    ),
  ]

  @Test(
    arguments: samples,
    [("2YT43", "9f3"), ("23467", "123"), ("BCDFG", "1e3"), ("BCDFG", "0b1"), ("NNNNN", "000")])
  func nothingElseChanges(_ sample: Sample, _ identity: (tail: String, check: String)) throws {
    let wanted = KeyIdentity(
      tail: try #require(KeyTail(identity.tail)), check: try #require(KeyCheck(identity.check)))
    let quoted: Set<String> = ["23467", "123", "1e3", "0b1", "000"]
    func written(_ value: String) -> String { quoted.contains(value) ? "\"\(value)\"" : value }
    let expected = sample.after.replacing("@T", with: written(identity.tail))
      .replacing("@C", with: written(identity.check))
      .replacing("@t", with: identity.tail).replacing("@c", with: identity.check)
    let edited = try #require(
      FieldEdit.recording(wanted, for: "a", in: Array(sample.before.utf8)))
    #expect(String(decoding: edited, as: UTF8.self) == expected)
    let repository = try TemporaryRepository()
    try repository.write("a.yaml", bytes: edited)
    let loaded = repository.load()
    let key = loaded.assemble(secrets: .closed).state.inventory.keys["a"]
    #expect(key?.value.identity == wanted)
    #expect(loaded.diagnostics == [])
    // Recording once more changes nothing.
    #expect(FieldEdit.recording(wanted, for: "a", in: edited) == edited)
  }

  /// Shapes that cannot be edited without guessing are left alone.
  @Test(arguments: [
    "", "keys: {}", "keys: {a: ~}", "keys: {a: {kind: mak}}", "keys: [a]",
    "keys:\n  b: {secret: {env: A}}\n",
    "keys:\n  a:\n    tail: [BCDFG]\n    secret: {env: A}\n",
    "keys:\n  a:\n    tail: {x: BCDFG}\n    secret: {env: A}\n", "keys: {a: {secret: {env: ",
    "keys:\n  ? a\n  : secret: {env: A}\n",
  ])
  func otherShapesAreLeftAlone(_ text: String) throws {
    let identity = KeyIdentity(
      tail: try #require(KeyTail("2YT43")), check: try #require(KeyCheck("9f3")))
    #expect(FieldEdit.recording(identity, for: "a", in: Array(text.utf8)) == nil)
  }
}
