import Testing

/// The comparison that every transcript rests on.
@Suite("Transcript form")
struct TranscriptFormTests {
  @Test(
    "agrees",
    arguments: [
      (["a"], "a\n"), ([], ""), (["...", "z"], "a\nb\nz\n"), (["..."], ""),
      (["a [..] d"], "a b c d\n"), (["…-2YT43"], "…-2YT43"), (["a", "...", "b", "..."], "a\nb\n"),
    ])
  func agrees(_ expected: [String], _ text: String) {
    #expect(ExpectedLines.difference(expected, text) == nil)
  }

  @Test(
    "differs",
    arguments: [
      (["a"], "b\n"), ([], "a\n"), (["a"], ""), (["a"], "a\na\n"), (["a [..] d"], "a b c e\n"),
      (["...", "z"], "z\na\n"), ([""], "a"), (["caf\u{E9}"], "cafe\u{301}\n"),
      (["caf\u{E9} [..]"], "cafe\u{301} a\n"), (["[..] caf\u{E9}"], "a cafe\u{301}\n"),
    ])
  func differs(_ expected: [String], _ text: String) {
    #expect(ExpectedLines.difference(expected, text) != nil)
  }

  @Test("reads commands, output, errors, exit codes and files")
  func reads() throws {
    let transcript = try Transcript(
      name: "sample",
      text: "# Title\n$ one\n| out\n|\n! err\n= 7\n\n$ two\n-- a/b.yaml --\nx: 1\n\n-- c --\n")
    #expect(transcript.steps.map(\.command) == ["one", "two"])
    #expect(transcript.steps.first?.output == ["out", ""])
    #expect(transcript.steps.first?.errors == ["err"])
    #expect(transcript.steps.map(\.status) == [7, 0])
    #expect(transcript.files.map(\.path) == ["a/b.yaml", "c"])
    #expect(transcript.files.map(\.text) == ["x: 1\n\n", ""])
  }

  @Test("refuses what it does not know", arguments: ["stray", "| early\n$ x", "$ x\n= seven", ""])
  func refuses(_ text: String) {
    #expect(throws: Transcript.Malformed.self) { try Transcript(name: "bad", text: text) }
  }
}
