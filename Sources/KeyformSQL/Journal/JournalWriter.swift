internal import KeyformCore

/// Writes one change set and its items to the journal.
struct JournalWriter {
  let changeSet: Int
  private let database: any SQLDatabase
  private let project: String
  private let header: ChangeSetHeader
  private let role: String?
  private let previousHash: String?
  private var hash = JournalHash()

  /// Begins the change set. Where rows may not refer to one that is still to come, it is there from
  /// the first write on, and its hash comes last; else it is written once, as a whole.
  /// `previousHash` is that of the project's last one.
  init(
    _ database: any SQLDatabase, project: String, header: ChangeSetHeader, previousHash: String?
  ) throws(TargetError) {
    self.database = database
    self.project = project
    self.header = header
    let max = database.dialect.function("max")
    let latest = try database.rows("SELECT \(max)(id) FROM change_set", [])
    let last = try latest.next() ? latest.integer(0) ?? 0 : 0
    guard last < Int.max else {
      throw .damaged(row: "change_set/\(last)", problem: "no number comes after its id")
    }
    changeSet = last + 1
    self.previousHash = previousHash
    role = try database.role()
    JournalHash.addHeader(
      to: &hash, project: project, id: changeSet, header, role: role, previous: previousHash)
    if !database.facts.defersReferences { try insert(hash: "") }
  }

  private func insert(hash: String) throws(TargetError) {
    var row = RowBinder(try database.prepare(TableWrite(.insert, SQLSchema.changeSet)))
    row.text(project)
    row.count(changeSet)
    for text in [
      header.appliedAt, header.operatorName, role, header.repository, header.commit,
      header.planDigest, header.catalog, header.toolVersion,
    ] { row.text(text) }
    row.count(header.undoOf)
    row.text(previousHash)
    row.text(hash)
    row.text(header.tree)
    row.flag(header.isDirty)
    row.text(header.approvals)
    row.text(header.memory)
    try row.run(for: Address(.key, ""))
  }

  /// Begins to render the items of `changes` on another core; `write` takes them.
  func draft(
    _ changes: [Change], isPublic: @escaping @Sendable (KeyMaterial) -> Bool
  ) -> JournalDraft { JournalDraft(changes, hash: hash, isPublic: isPublic) }

  /// Writes an item for each change of the draft, in their order.
  mutating func write(_ draft: JournalDraft) throws(TargetError) {
    let insert = try database.prepare(TableWrite(.insert, SQLSchema.changeItem))
    var ordinal = 0
    while let items = draft.next() {
      for item in items {
        let change = draft.changes[ordinal]
        let address = change.address
        ordinal += 1
        var row = RowBinder(insert)
        row.text(project)
        row.count(changeSet)
        row.count(ordinal)
        row.text(change.action.rawValue)
        row.text(address.kind.rawValue)
        row.text(address.name)
        row.bytes(item.before)
        row.bytes(item.after)
        try row.run(for: address)
      }
    }
    hash = draft.hash
  }

  /// Completes the change set with its hash, and gives it.
  mutating func finish() throws(TargetError) -> String {
    let hash = hash.finish()
    if database.facts.defersReferences {
      try insert(hash: hash)
      return hash
    }
    let statement = try database.prepare(
      "UPDATE change_set SET hash = $1 WHERE project = $2 AND id = $3")
    statement.bind(hash, at: 1)
    statement.bind(project, at: 2)
    statement.bind(changeSet, at: 3)
    try statement.run()
    return hash
  }
}
