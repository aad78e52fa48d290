internal import KeyformCore

/// What the last change set of a project says, and whether any took another back: asked at once, as
/// each statement costs a server that is far away a round trip.
struct JournalEnd {
  /// Number of the last change set; nil where there is none.
  private(set) var changeSet: Int?
  private(set) var hash: String?
  /// Digest of the catalogue.
  private(set) var catalog: String?
  private(set) var memory: ProjectMemory?
  private(set) var hasUndo = false

  /// `version` is that of the target's tables, which may be an older one.
  init(
    _ database: any SQLDatabase, project: String, version: Int
  ) throws(TargetError) {
    let rows = try database.rows(
      """
      SELECT id, hash, catalog, CASE WHEN EXISTS (SELECT 1 FROM change_set u \
      WHERE u.project = $1 AND u.undo_of IS NOT NULL) THEN 1 ELSE 0 END, \
      \(ChangeSetColumns.column("memory", at: version)) \
      FROM change_set WHERE project = $1 ORDER BY id DESC LIMIT 1
      """, [project])
    guard try rows.next() else { return }
    changeSet = rows.integer(0)
    hash = rows.text(1)
    catalog = rows.text(2)
    hasUndo = rows.integer(3) == 1
    guard let text = rows.text(4) else { return }
    memory = ProjectMemory(text: text)
    if memory == nil {
      throw .damaged(
        row: "change_set/\(changeSet ?? 0)", problem: "its memory is not of the form that is kept")
    }
  }
}

/// Reads what a target remembers of a project besides its last change set.
struct MemoryReader {
  let database: any SQLDatabase
  let project: String
  /// Of the target's tables, which may be an older one.
  let version: Int

  /// What an apply needs.
  func read(_ end: JournalEnd) throws(TargetError) -> TargetMemory {
    TargetMemory(last: end.memory, undos: end.hasUndo ? try undos() : [])
  }

  /// What a plan needs: of a project that is new in the target, who else is there.
  func readForPlan(_ end: JournalEnd) throws(TargetError) -> TargetMemory {
    let known = try read(end)
    guard end.changeSet == nil, !project.isEmpty, version >= Self.since else { return known }
    return TargetMemory(last: known.last, undos: known.undos, others: try others())
  }

  /// The version of the tables that brought the memory.
  private static let since =
    SQLSchema.changeSet.columns.first { $0.name == "memory" }?.since ?? SQLSchema.version

  private func undos() throws(TargetError) -> [UndoneChangeSet] {
    try database.all(
      """
      SELECT id, applied_at, operator, database_role, undo_of FROM change_set \
      WHERE project = $1 AND undo_of IS NOT NULL ORDER BY id
      """, [project]
    ) { UndoneChangeSet(writer: LastWriter($0), undoOf: $0.integer(4) ?? 0) }
  }

  /// Other projects that have rows. Of one whose memory cannot be read nothing is said: it is not
  /// this project's to fix.
  private func others() throws(TargetError) -> [OtherProject] {
    let hasRows = EntityKind.tables.map {
      "EXISTS (SELECT 1 FROM \($0.name) r WHERE r.project = s.project)"
    }
    let max = database.dialect.function("max")
    return try database.all(
      """
      SELECT s.project, s.memory FROM change_set s WHERE s.project <> $1 \
      AND s.memory IS NOT NULL AND s.id = (SELECT \(max)(t.id) FROM change_set t \
      WHERE t.project = s.project) AND (\(hasRows.joined(separator: " OR "))) ORDER BY s.project
      """, [project]
    ) { row in
      guard let name = row.text(0), !name.isEmpty,
        let memory = row.text(1).flatMap({ ProjectMemory(text: $0) })
      else { return nil }
      return OtherProject(name: name, repository: memory.repository)
    }
  }
}
