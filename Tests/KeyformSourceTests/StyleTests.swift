import Testing

@Suite struct StyleTests {
  /// Files that say `@unchecked`, and what makes that harmless.
  private static let unchecked = [
    "Sources/KeyformQuery/Tables/StoredColumn.swift": "nothing writes to its memory once it is made"
  ]

  /// What a reader would have to prove harmless.
  @Test func sourcesHoldNothingUnchecked() throws {
    let calls: Set<String> = ["fatalError", "preconditionFailure", "assertionFailure"]
    for file in Checkout.swiftFiles(below: "Sources") {
      let code = try Checkout.code(file)
      for call in code.calls(of: calls) {
        Issue.record("\(file):\(call.line) calls \(call.text)")
      }
      for word in code.words {
        if word.before == "@", ["unchecked", "testable"].contains(word.text),
          word.text == "testable" || Self.unchecked[file] == nil
        {
          Issue.record("\(file):\(word.line) says @\(word.text)")
        }
        if word.text == "unsafe", word.previous == "nonisolated" {
          Issue.record("\(file):\(word.line) says nonisolated(unsafe)")
        }
        if word.before == "#", ["if", "elseif"].contains(word.text) {
          Issue.record("\(file):\(word.line) says #\(word.text)")
        }
      }
      for (index, line) in Code.stripped(try Checkout.text(file)).enumerated()
      where Self.forces(line) {
        Issue.record("\(file):\(index + 1): \(String(decoding: line, as: UTF8.self))")
      }
    }
  }

  /// Whether a line holds a `!` behind a word or a bracket, and not `!=`.
  private static func forces(_ line: [UInt8]) -> Bool {
    line.indices.dropFirst().contains { index in
      guard line[index] == UInt8(ascii: "!") else { return false }
      if index + 1 < line.endIndex, line[index + 1] == UInt8(ascii: "=") { return false }
      let before = line[index - 1]
      return before == 0x29 || before == 0x5D || before >= 48 && before <= 57
        || before >= 65 && before <= 90 || before >= 97 && before <= 122
    }
  }

  @Test func forcedLinesAreFound() {
    for line in ["a!", "a()!.b", "a[0]! + 1", "try! a", "b as! C", "f(a!)"] {
      #expect(Self.forces(Array(line.utf8)), "\(line)")
    }
    for line in ["!a", "a != b", "a && !b", "(!a)", "a!= b"] {
      #expect(!Self.forces(Array(line.utf8)), "\(line)")
    }
  }

  @Test func testsRunAlwaysAndAtOnce() throws {
    let refused: Set<String> = ["testable", "disabled", "XCTSkip", "sleep", "usleep", "nanosleep"]
    for file in Checkout.swiftFiles(below: "Tests") {
      for word in try Checkout.code(file).words where refused.contains(word.text) {
        Issue.record("\(file):\(word.line) says \(word.text)")
      }
    }
  }

  @Test func nothingIsLeftForLater() throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:"]
    for file in Checkout.swiftFiles(below: "Sources", "Tests") {
      for (index, line) in try Checkout.lines(file).enumerated()
      where marks.contains(where: line.contains) {
        Issue.record("\(file):\(index + 1): \(line)")
      }
    }
  }

  @Test func namesSayWhatIsInside() {
    let vague = /(Utils?|Utilities|Helpers?|Managers?|Shared|Common|Misc)\.swift$/
    for file in Checkout.swiftFiles(below: "Sources", "Tests") where file.contains(vague) {
      // A decoder's part that reads the fields every entry has.
      if file.hasSuffix("FileDecoder+Common.swift") { continue }
      Issue.record("\(file)")
    }
  }
}
