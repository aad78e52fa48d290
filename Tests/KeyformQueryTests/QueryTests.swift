import KeyformCore
import KeyformQuery
import KeyformTestSupport
import Testing

/// What queries read of the sample inventory.
@Suite struct QueryTests {
  private let sample = QuerySample()

  @Test(arguments: [
    ("SELECT name FROM product_key ORDER BY name", ["csvlk", "gvlk", "mak", "retail"]),
    ("SELECT kind, state, tail IS NULL FROM product_key WHERE name = 'mak'", ["mak|standby|0"]),
    (
      "SELECT address FROM product_key WHERE name IN ('mak', 'gvlk', 'none')",
      ["key/gvlk", "key/mak"]
    ),
    (
      "SELECT quantity, quantity_unlimited, remaining, remaining_as_of, licences, for_installation,"
        + " for_activation, hosts, shared_with, agreement, protected, change_set FROM product_key"
        + " WHERE name = 'mak'",
      ["500|0|412|2026-11-01|450|0|1|6|site-* berlin|V1234567|1|-"]
    ),
    (
      "SELECT key_name, product FROM product_key_product WHERE key_name = 'mak'",
      ["mak|windows-10/enterprise", "mak|windows-11/enterprise"]
    ),
    (
      "SELECT architecture FROM product_key_architecture WHERE key_name = 'mak'",
      ["amd64", "mips"]
    ),
    ("SELECT project FROM kms_host GROUP BY project", ["contoso"]),
    (
      "SELECT date('now'), date('now', '+1 year'), strftime('%Y', 'now')",
      ["2026-11-21|2027-11-21|2026"]
    ),
    (
      "SELECT extended_end FROM lifecycle WHERE product = 'windows-11/enterprise'"
        + " AND release = '24H2'", ["2027-10-12"]
    ),
    ("SELECT count(*) FROM change", ["0"]), ("SELECT count(*) FROM change_set", ["0"]),
    ("SELECT value FROM json_each('[1,2]')", ["1", "2"]),
    (
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
        + " SELECT i FROM n", ["1", "2", "3"]
    ),
    ("SELECT name FROM product_key WHERE name = 'MAK' COLLATE NOCASE", ["mak"]),
    ("SELECT name FROM product_key WHERE name = NULL", []),
    ("WITH n(i) AS (VALUES (1), (2)) SELECT 'x' FROM n", ["x", "x"]),
    ("SELECT NULL, 1.5, x'00ff', ''", ["-|1.5|x2|"]),
  ])
  func reads(_ sql: String, _ rows: [String]) throws {
    #expect(try sample.rows(sql) == rows)
  }

  /// Joined by name, by a column with an index, and by nothing: the same rows.
  @Test func joinsAgree() throws {
    let join = """
      SELECT b.name, d.name, k.name FROM binding b JOIN deployment d ON d.name = b.deployment \
      JOIN product_key k ON k.name = b.key_name ORDER BY b.name
      """
    let backwards = """
      SELECT b.name, d.name, k.name FROM product_key k CROSS JOIN binding b ON b.key_name = k.name \
      CROSS JOIN deployment d ON d.name = b.deployment ORDER BY b.name
      """
    let slowly = """
      SELECT b.name, d.name, k.name FROM binding b JOIN deployment d ON +d.name = b.deployment || '' \
      JOIN product_key k ON +k.name = b.key_name || '' ORDER BY b.name
      """
    let rows = try sample.rows(join)
    #expect(rows.count == SampleInventory.full.bindings.count)
    #expect(try sample.rows(backwards) == rows)
    #expect(try sample.rows(slowly) == rows)
  }

  @Test func labelsAreFoundByTheirEntry() throws {
    let all = try sample.rows("SELECT entity, name, label, value FROM label ORDER BY 1, 2, 3")
    #expect(all.count > 4)
    let joined = try sample.rows(
      """
      SELECT l.entity, l.name, l.label, l.value FROM product_key k \
      JOIN label l ON l.entity = 'key' AND l.name = k.name ORDER BY 1, 2, 3
      """)
    #expect(joined == all.filter { $0.hasPrefix("key|") })
    #expect(!joined.isEmpty)
  }

  @Test func theViewIsThatOfATarget() throws {
    let rows = try sample.rows("SELECT * FROM deployment_key_masked ORDER BY 1, 2, 3, 4, 5")
    #expect(!rows.isEmpty)
    let values = try sample.rows("SELECT kind, value FROM deployment_key WHERE value IS NOT NULL")
    #expect(values.allSatisfy { $0.hasPrefix("gvlk|") || $0.hasPrefix("avma|") })
  }

  @Test func secretsAreNotThere() throws {
    let rows = try sample.rows(
      "SELECT value, sealed FROM product_key WHERE kind IN ('mak', 'csvlk')")
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0 == "-|-" })
  }

  /// Text that looks like a key is masked before an expression can take it apart.
  @Test func secretsInNotesCannotBeTakenApart() throws {
    let inventory = SampleInventory.changing("mak") {
      $0.annotations.note = "spare: FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"
    }
    let rows = try QuerySample(inventory).rows(
      "SELECT substr(note, 8, 12), substr(note, 20), length(note) FROM product_key WHERE name = 'mak'"
    )
    #expect(rows == ["…-QDMV4||14"])
  }

  @Test func halfAnEntryIsThere() throws {
    let inventory = SampleInventory.changing("mak") {
      $0.keyKind = nil
      $0.quantity = .misstated("0x10")
    }
    let rows = try QuerySample(inventory).rows(
      "SELECT kind, quantity, agreement FROM product_key WHERE name = 'mak'")
    #expect(rows == ["-|-|V1234567"])
  }
}
