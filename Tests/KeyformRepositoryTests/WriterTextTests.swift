import KeyformCatalog
import KeyformCore
import KeyformRepository
import Testing

/// Free text of every shape comes back byte by byte.
@Suite struct WriterTextTests {
  static let pieces = [
    " ", "\t", "\n", "\r", "\r\n", ":", ": ", "#", " #", "-", "- ", "?", "? ", ",", "[", "]", "{",
    "}", "&a", "*a", "!", "|", ">", "'", "\"", "\\", "%", "@", "`", "~", "=", "<<", "---", "...",
    "a", "no", "12", ".5", "1e3", "0x1F", "2026-11-01", "ä", "\u{301}", "\u{85}", "\u{A0}",
    "\u{2028}", "\u{202E}", "\u{FEFF}", "\u{FFFE}", "\u{1}", "\u{7}", "\u{7F}", "😀",
    "\u{1FFFF}",
  ]

  @Test func singlePiecesComeBack() throws { try expectBack(Self.pieces + [""]) }

  @Test func pairsComeBack() throws {
    try expectBack(Self.pieces.flatMap { first in Self.pieces.map { first + $0 } })
  }

  @Test(arguments: 0..<10)
  func runsComeBack(_ seed: UInt64) throws {
    var random = Numbers(seed: seed)
    try expectBack(
      (0..<200).map { _ in
        (0..<Int.random(in: 3...9, using: &random)).map { _ in
          Self.pieces.randomElement(using: &random) ?? ""
        }.joined()
      })
  }

  /// Each text as a field of its own, as one of several on a line, and as a label.
  private func expectBack(_ texts: [String]) throws {
    let entries = texts.enumerated().map { index, text in
      var deployment = Deployment(name: "d\(10_000 + index)")
      deployment.os = ProductID("windows-11/pro")
      deployment.release = "25H2"
      deployment.hypervisor = text
      deployment.annotations.title = text
      deployment.annotations.note = text + text
      deployment.annotations.labels = [
        Label(name: "a", value: text), Label(name: "b", value: text),
      ]
      return Entry(deployment, origin: .none)
    }
    let bytes = ResourceWriter(catalog: .builtIn()).write(
      Inventory(deployments: EntrySet(entries)))
    let folder = try TemporaryRepository()
    try folder.write("all.yaml", bytes: bytes)
    #expect(folder.found() == [])
    let back = folder.inventory().deployments.entries
    #expect(back.count == entries.count)
    for (read, wrote) in zip(back, entries) where !Self.isSame(read.value, wrote.value) {
      Issue.record("\(wrote.value) came back as \(read.value)")
    }
  }

  /// By bytes: texts that only look alike are equal to `==`.
  private static func isSame(_ left: Deployment, _ right: Deployment) -> Bool {
    func texts(_ value: Deployment) -> [[UInt8]] {
      let labels = value.annotations.labels.map(\.text)
      return
        ([value.annotations.title, value.annotations.note, value.hypervisor]
        .map { $0 ?? "none" } + labels).map { Array($0.utf8) }
    }
    return texts(left) == texts(right)
  }

  /// The same in every run.
  private struct Numbers: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = (seed + 1) &* 0x9E37_79B9_7F4A_7C15 }
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }
}
