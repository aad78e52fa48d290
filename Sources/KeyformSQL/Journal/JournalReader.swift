internal import KeyformCore

/// Reads change sets back, and checks that nobody altered one.
struct JournalReader {
  let database: any SQLDatabase
  let project: String

  /// The change set that applied the saved plan; nil where none did.
  func changeSet(ofPlan digest: String) throws(TargetError) -> Int? {
    let rows = try database.rows(
      "SELECT id FROM change_set WHERE project = $1 AND plan_digest = $2 ORDER BY id",
      [project, digest])
    return try rows.next() ? rows.integer(0) : nil
  }

  /// Newest first.
  func entries(limit: Int) throws(TargetError) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    let rows = try database.rows(
      """
      SELECT id, applied_at, operator, repository, commit_id, plan_digest, catalog, \
      tool_version, undo_of, database_role, hash, (SELECT count(*) FROM change_item i \
      WHERE i.project = s.project AND i.change_set_id = s.id) \
      FROM change_set s WHERE project = $1 ORDER BY id DESC
      """, [project])
    while entries.count < limit, try rows.next() {
      entries.append(
        JournalEntry(
          changeSet: rows.integer(0) ?? 0, header: header(rows), databaseRole: rows.text(9),
          items: rows.integer(11) ?? 0, hash: rows.text(10) ?? ""))
    }
    return entries
  }

  /// Whether the journal has this very change set.
  func holds(_ changeSet: Int, hash: String) throws(TargetError) -> Bool {
    let rows = try database.rows(
      "SELECT id FROM change_set WHERE project = $1 AND hash = $2", [project, hash])
    return try rows.next() && rows.integer(0) == changeSet
  }

  /// Columns 1 to 8.
  private func header(_ rows: any SQLRows) -> ChangeSetHeader {
    ChangeSetHeader(
      appliedAt: rows.text(1) ?? "", operatorName: rows.text(2), repository: rows.text(3),
      commit: rows.text(4), planDigest: rows.text(5), catalog: rows.text(6) ?? "",
      toolVersion: rows.text(7) ?? "", undoOf: rows.integer(8))
  }

  /// The id of the first change set whose hash does not fit what the journal holds; nil where all
  /// do.
  func firstAltered() throws(TargetError) -> Int? {
    let rows = try database.rows(
      """
      SELECT id, applied_at, operator, repository, commit_id, plan_digest, catalog, \
      tool_version, undo_of, database_role, hash, previous_hash \
      FROM change_set WHERE project = $1 ORDER BY id
      """, [project])
    let items = try database.rows(
      """
      SELECT change_set_id, ordinal, action, entity, name, before, after FROM change_item \
      WHERE project = $1 ORDER BY change_set_id, ordinal
      """, [project])
    var hasItem = try items.next()
    var previous: String?
    while try rows.next() {
      let id = rows.integer(0) ?? 0
      var hash = JournalHash()
      JournalHash.addHeader(
        to: &hash, project: project, id: id, header(rows), role: rows.text(9),
        previous: previous)
      while hasItem, items.integer(0) == id {
        hash.add(items.integer(1))
        for column in 2...6 { hash.add(items.text(column)) }
        hasItem = try items.next()
      }
      let found = hash.finish()
      if found != rows.text(10) || rows.text(11) != previous { return id }
      previous = found
    }
    return nil
  }
}
