internal import KeyformCore

/// Reads change sets back.
struct JournalReader {
  let database: any SQLDatabase
  let project: String
  /// Of the target's tables, which may be an older one.
  var version = SQLSchema.version

  /// The change set that applied the saved plan; nil where none did, or where a later one has
  /// changed an entry of it again: going there and back and there makes the same plan twice.
  func changeSet(ofPlan digest: String) throws(TargetError) -> Int? {
    let rows = try database.rows(
      """
      SELECT s.id FROM change_set s WHERE s.project = $1 AND s.plan_digest = $2 \
      AND NOT EXISTS (SELECT 1 FROM change_item i JOIN change_item j \
      ON j.project = i.project AND j.entity = i.entity AND j.name = i.name \
      AND j.change_set_id > i.change_set_id \
      WHERE i.project = s.project AND i.change_set_id = s.id) ORDER BY s.id
      """, [project, digest])
    return try rows.next() ? rows.integer(0) : nil
  }

  /// Newest first.
  func entries(limit: Int) throws(TargetError) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    let rows = try database.rows(ChangeSetColumns.select("DESC", at: version), [project])
    while entries.count < limit, try rows.next() {
      entries.append(
        JournalEntry(
          changeSet: ChangeSetColumns.changeSet(rows), header: ChangeSetColumns.header(rows),
          databaseRole: ChangeSetColumns.databaseRole(rows), actions: [],
          hash: ChangeSetColumns.hash(rows)))
    }
    guard let oldest = entries.last?.changeSet else { return [] }
    let actions = try actions(since: oldest)
    return entries.map { entry in
      JournalEntry(
        changeSet: entry.changeSet, header: entry.header, databaseRole: entry.databaseRole,
        actions: actions[entry.changeSet] ?? [], hash: entry.hash)
    }
  }

  /// Items of each change set, counted by action.
  private func actions(since oldest: Int) throws(TargetError) -> [Int: [ActionCount]] {
    var counts: [Int: [ActionCount]] = [:]
    let rows = try database.rows(
      """
      SELECT change_set_id, action, \(database.dialect.function("count"))(*) FROM change_item \
      WHERE project = $1 AND change_set_id >= CAST($2 AS BIGINT) \
      GROUP BY change_set_id, action ORDER BY change_set_id, action
      """, [project, String(oldest)])
    while try rows.next() {
      counts[rows.integer(0) ?? 0, default: []].append(
        ActionCount(action: rows.text(1) ?? "", count: rows.integer(2) ?? 0))
    }
    return counts
  }

  /// Whether the journal has this very change set.
  func holds(_ changeSet: Int, hash: String) throws(TargetError) -> Bool {
    let rows = try database.rows(
      "SELECT id FROM change_set WHERE project = $1 AND hash = $2", [project, hash])
    return try rows.next() && rows.integer(0) == changeSet
  }
}
