internal import KeyformCore

/// Reads change sets and their items back. Nothing is indexed for single items: people look at
/// history, and every apply would pay.
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

  /// Oldest first; no item is read for it.
  func sources() throws(TargetError) -> [RecordedSource] {
    try database.all(ChangeSetColumns.select("ASC", at: version), [project]) { row in
      RecordedSource(
        ChangeSetColumns.changeSet(row), ChangeSetColumns.header(row),
        databaseRole: ChangeSetColumns.databaseRole(row))
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

  private static let columns = """
    SELECT change_set_id, ordinal, action, entity, name, before, after FROM change_item \
    WHERE project = $1
    """
  private static let order = " ORDER BY change_set_id, ordinal"

  /// By change set and ordinal.
  func records(of selection: JournalSelection) throws(TargetError) -> [JournalRecord] {
    switch selection {
    case .all: return try records(Self.columns + Self.order, [project])
    case .changeSet(let id):
      return try records(
        Self.columns + " AND change_set_id = CAST($2 AS BIGINT)" + Self.order,
        [project, String(id)])
    case .address(let address):
      // The pattern finds too much (`_` stands for any letter): what it finds is read below.
      let found = try records(
        Self.columns + " AND entity = $2 AND (name = $3 OR before LIKE $4)" + Self.order,
        [project, address.kind.rawValue, address.name, "%\"name\":\"\(address.name)\"%"])
      return found.filter { $0.address == address || $0.previousName == address.name }
    case .rows(let addresses):
      let names = Dictionary(grouping: addresses, by: \.kind).mapValues { Set($0.map(\.name)) }
      let kinds = EntityKind.allCases.filter { names[$0] != nil }
      guard let last = kinds.last else { return [] }
      // One statement for any number of kinds.
      let all = EntityKind.allCases.indices
      let places = all.map { "$\($0 + 2)" }.joined(separator: ", ")
      return try records(
        Self.columns + " AND entity IN (\(places))" + Self.order,
        [project] + all.map { ($0 < kinds.count ? kinds[$0] : last).rawValue }
      ) { row in
        // Most items are others: of them nothing is kept.
        guard let kind = row.text(3).flatMap(EntityKind.init(rawValue:)), let name = row.text(4)
        else { return true }
        return names[kind]?.contains(name) == true || Self.mayRename(row)
      }
    }
  }

  /// An update that names what the row was called.
  private static func mayRename(_ row: any SQLRows) -> Bool {
    defer { extendLifetime(row) }
    guard row.text(2) == Action.update.rawValue, let before = row.bytes(5) else { return false }
    return before.starts(with: formerName)
  }

  /// It stands first.
  private static let formerName = Array("{\"name\":".utf8)

  private func records(
    _ sql: String, _ values: [String], where isWanted: (any SQLRows) -> Bool = { _ in true }
  ) throws(TargetError) -> [JournalRecord] {
    try database.all(sql, values) { (row) throws(TargetError) in
      guard isWanted(row) else { return nil }
      let (id, ordinal) = (row.integer(0) ?? 0, row.integer(1) ?? 0)
      guard let kind = EntityKind(rawValue: row.text(3) ?? "") else {
        throw .damaged(
          row: "change_item/\(id)/\(ordinal)", problem: "entity is of no kind that is known")
      }
      return JournalRecord(
        changeSet: id, ordinal: ordinal, action: row.text(2) ?? "",
        address: Address(kind, row.text(4) ?? ""), before: row.text(5), after: row.text(6))
    }
  }

  func lastWriter(of address: Address) throws(TargetError) -> LastWriter? {
    let max = database.dialect.function("max")
    return try database.all(
      """
      SELECT s.id, s.applied_at, s.operator, s.database_role FROM change_set s \
      WHERE s.project = $1 AND s.id = (SELECT \(max)(i.change_set_id) FROM change_item i \
      WHERE i.project = $1 AND i.entity = $2 AND i.name = $3)
      """, [project, address.kind.rawValue, address.name]
    ) { LastWriter($0) }.first
  }
}

extension LastWriter {
  /// Of the first columns: number, time, operator and role of a change set.
  init(_ row: any SQLRows) {
    self.init(
      changeSet: row.integer(0) ?? 0, appliedAt: row.text(1) ?? "", operatorName: row.text(2),
      databaseRole: row.text(3))
  }
}
