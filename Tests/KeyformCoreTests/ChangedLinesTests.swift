import KeyformCore
import Testing

/// Where a report of a change points at a finding.
@Suite struct ChangedLinesTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func lines(_ before: String?, _ after: String, of path: String = "a.yaml") -> [Int] {
    let lines = ChangedLines([(path, before.map(bytes), bytes(after))])
    return (1...9).filter { lines.contains(FileLocation(file: path, line: $0, column: 1)) }
  }

  @Test func areThoseThatOneSideLacks() {
    #expect(lines("a\nb\nc\n", "a\nb\nc\n") == [])
    #expect(lines("a\nb\nc\n", "a\nx\nc\ny\n") == [2, 4])
    #expect(lines("a\nb\nc\n", "c\n") == [])
    #expect(lines("a\n", "a\na\n") == [2])
    #expect(lines(nil, "a\nb") == [1, 2])
    #expect(!ChangedLines([]).contains(FileLocation(file: "a.yaml", line: 1, column: 1)))
  }

  private func place(_ file: String, _ line: Int) -> FileLocation {
    FileLocation(file: file, line: line, column: 3)
  }

  private func found(_ line: Int, related: [(String, Int)]) -> Diagnostic {
    Diagnostic(
      rule: "CNT001", severity: .error, address: Address(.key, "mak"), summary: "s", detail: "d",
      place: place("keys.yaml", line),
      related: related.map { .init(place: place($0, $1), text: "adds up") }, field: ["quantity"])
  }

  private var changed: ChangedLines {
    ChangedLines([
      ("keys.yaml", bytes("1\n2\n3\n"), bytes("1\nx\n3\n")),
      ("uses.yaml", bytes("1\n2\n3\n"), bytes("1\n2\ny\n")),
    ])
  }

  @Test func aFindingStaysAtItsOwnLineIfThatChanges() {
    let finding = found(2, related: [("uses.yaml", 3)])
    #expect(finding.placed(in: changed) == finding)
  }

  @Test func elseItGoesToTheFirstRelatedLineThatDoes() {
    let related = [("uses.yaml", 1), ("uses.yaml", 3), ("keys.yaml", 2)]
    let placed = found(3, related: related).placed(in: changed)
    #expect(placed.place == place("uses.yaml", 3))
    #expect(placed.related.map(\.place) == [place("keys.yaml", 3)] + related.map(place))
    #expect(
      placed.related.first?.text
        == "key/mak: the finding is on this line, which the change leaves alone")
    #expect(placed.field == ["quantity"])
  }

  @Test func andStaysWhereNoneDoes() {
    let finding = found(3, related: [("uses.yaml", 1), ("other.yaml", 3)])
    #expect(finding.placed(in: changed) == finding)
  }
}
