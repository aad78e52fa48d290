import Testing

/// Small files: one idea each.
@Suite struct SizeTests {
  private static let sizes: [(file: String, lines: Int)] = Checkout.swiftFiles(
    below: "Sources", "Tests"
  )
  .map { ($0, ((try? Checkout.lines($0).count) ?? 1) - 1) }
  .sorted { $0.lines < $1.lines }

  @Test func thereAreFiles() {
    #expect(Self.sizes.count > 200)
  }

  @Test func noFileHasMoreThan400Lines() {
    for (file, lines) in Self.sizes where lines > 400 { Issue.record("\(file) has \(lines) lines") }
  }

  @Test func mostFilesAreSmall() {
    let lines = Self.sizes.map(\.lines)
    let median = lines[lines.count / 2]
    let ninth = lines[lines.count * 9 / 10]
    #expect(median <= 90, "half of the files have \(median) lines or more")
    #expect(ninth <= 250, "a tenth of the files have \(ninth) lines or more")
  }
}
