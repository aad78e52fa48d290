internal import KeyformCore

/// The columns of `change_set` in the one order in which they are read, with those that an older
/// target lacks as NULL.
enum ChangeSetColumns {
  private static let names = [
    "id", "applied_at", "operator", "repository", "commit_id", "plan_digest", "catalog",
    "tool_version", "undo_of", "database_role", "hash", "previous_hash",
  ]
  /// Those of which the hash takes note only where one is there.
  private static let later = ["tree_id", "dirty", "approvals", "memory"]

  /// All of a project's change sets. `order` is `ASC` or `DESC`.
  static func select(_ order: String, at version: Int) -> String {
    let columns = names + later.map { column($0, at: version) }
    return """
      SELECT \(columns.joined(separator: ", ")) FROM change_set WHERE project = $1 \
      ORDER BY id \(order)
      """
  }

  /// One that a later version brought.
  static func column(_ name: String, at version: Int) -> String {
    let since = SQLSchema.changeSet.columns.first { $0.name == name }?.since ?? 1
    return since <= version ? name : "NULL AS \(name)"
  }

  static func changeSet(_ rows: any SQLRows) -> Int { rows.integer(0) ?? 0 }
  static func databaseRole(_ rows: any SQLRows) -> String? { rows.text(9) }
  static func hash(_ rows: any SQLRows) -> String { rows.text(10) ?? "" }
  static func previousHash(_ rows: any SQLRows) -> String? { rows.text(11) }

  static func header(_ rows: any SQLRows) -> ChangeSetHeader {
    ChangeSetHeader(
      appliedAt: rows.text(1) ?? "", operatorName: rows.text(2), repository: rows.text(3),
      commit: rows.text(4), planDigest: rows.text(5), catalog: rows.text(6) ?? "",
      toolVersion: rows.text(7) ?? "", undoOf: rows.integer(8), tree: rows.text(12),
      isDirty: rows.integer(13).map { $0 != 0 }, approvals: rows.text(14), memory: rows.text(15))
  }
}

extension JournalHash {
  /// The columns of `change_set` but for the hash itself.
  ///
  /// Those of version 4 are taken in only where one is there, so that older change sets keep their
  /// hash. A word that no item begins with goes before them, and they change the count of frames
  /// by one that is no multiple of an item's: no row with them has the bytes of one without.
  static func addHeader(
    to hash: inout JournalHash, project: String, id: Int, _ header: ChangeSetHeader,
    role: String?, previous: String?
  ) {
    hash.add(project)
    hash.add(id)
    for text in [
      header.appliedAt, header.operatorName, role, header.repository, header.commit,
      header.planDigest, header.catalog, header.toolVersion,
    ] { hash.add(text) }
    hash.add(header.undoOf)
    hash.add(previous)
    let dirty = header.isDirty.map { $0 ? 1 : 0 }
    guard header.tree != nil || dirty != nil || header.approvals != nil || header.memory != nil
    else { return }
    hash.add("version 4")
    hash.add(header.tree)
    hash.add(dirty)
    hash.add(header.approvals)
    hash.add(header.memory)
  }
}
