import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// Whatever people write arrives as it was written, by each of the ways in.
@Suite struct TextTests {
  static let texts = [
    "", " ", "\\", "\\N", "\\.", "a\\tb", "a\tb", "a\nb", "a\r\nb", "\n\\.\n", "NULL", "null",
    "{\"a\",NULL}", "\"", "\\\"", "'", "''; --", "$1", "%s", "ü\u{301}", "\u{1F600}", "\u{7F}\u{1}",
    String(repeating: "long \\ \"text\" ", count: 9_000),
  ]

  @Test func createAndUpdate() throws {
    let schema = try TemporarySchema()
    let session = try schema.session()
    for shift in [0, 7] {
      let inventory = Inventory(
        keys: EntrySet(
          Self.texts.indices.map { index in
            var key = ProductKey(name: "key-\(100 + index)")
            key.keyKind = .retail
            let text = Self.texts[(index + shift) % Self.texts.count]
            key.annotations.note = text
            key.annotations.labels = [Label(name: "text", value: text)]
            return Entry(key, origin: .none)
          }))
      try session.apply(inventory)
      let stored = try session.read()
      #expect(stored.inventory.keys.entries.map(\.value) == inventory.keys.entries.map(\.value))
    }
    #expect(try session.target.history(project: session.project, limit: 9).count == 2)
    #expect(try schema.target().firstAlteredChangeSet(project: session.project) == nil)
  }

  /// Rows that are open while others are read: the earlier ones wait in memory.
  @Test func severalQueriesAtATime() throws {
    let schema = try TemporarySchema()
    let sql = "SELECT n, CASE WHEN n % 3 = 0 THEN NULL WHEN n % 3 = 1 THEN '' ELSE 'x' || n END "
    let found = try schema.engine().reading { (database) throws(TargetError) -> [[String?]] in
      var found: [[String?]] = []
      let one = try database.rows(sql + "FROM generate_series(1, 500) n ORDER BY n", [])
      for _ in 0..<3 { _ = try one.next() }
      let other = try database.rows(sql + "FROM generate_series(1, $1::bigint) n ORDER BY n", ["4"])
      _ = try database.rows("SELECT 1 FROM generate_series(1, 500)", []).next()
      found.append([one.text(0), one.text(1)])
      while try other.next() { found.append([other.text(0), other.text(1)]) }
      #expect(one.isNull(1) && one.integer(0) == 3 && one.text(1) == nil)
      while try one.next() {
        if one.holds("", at: 1) || one.integer(0) == 500 {
          found.append([one.text(0), one.text(1)])
        }
      }
      return found
    }
    let expected: [[String?]] =
      [["3", nil], ["1", ""], ["2", "x2"], ["3", nil], ["4", ""]]
      + stride(from: 4, through: 499, by: 3).map { ["\($0)", ""] } + [["500", "x500"]]
    #expect(found == expected)
  }
}
