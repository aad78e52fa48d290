internal import KeyformCore

/// Reads single items of the journal back. Nothing is indexed for it: people look at history, and
/// every apply would pay.
struct JournalItems {
  let database: any SQLDatabase
  let project: String

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
    }
  }

  private func records(
    _ sql: String, _ values: [String]
  ) throws(TargetError) -> [JournalRecord] {
    var records: [JournalRecord] = []
    let rows = try database.rows(sql, values)
    while try rows.next() {
      let id = rows.integer(0) ?? 0
      let ordinal = rows.integer(1) ?? 0
      guard let kind = EntityKind(rawValue: rows.text(3) ?? "") else {
        throw .damaged(
          row: "change_item/\(id)/\(ordinal)", problem: "entity is of no kind that is known")
      }
      records.append(
        JournalRecord(
          changeSet: id, ordinal: ordinal, action: rows.text(2) ?? "",
          address: Address(kind, rows.text(4) ?? ""), before: rows.text(5), after: rows.text(6)))
    }
    return records
  }

  func lastWriter(of address: Address) throws(TargetError) -> LastWriter? {
    let max = database.dialect.function("max")
    let rows = try database.rows(
      """
      SELECT s.id, s.applied_at, s.operator, s.database_role FROM change_set s \
      WHERE s.project = $1 AND s.id = (SELECT \(max)(i.change_set_id) FROM change_item i \
      WHERE i.project = $1 AND i.entity = $2 AND i.name = $3)
      """, [project, address.kind.rawValue, address.name])
    guard try rows.next() else { return nil }
    return LastWriter(
      changeSet: rows.integer(0) ?? 0, appliedAt: rows.text(1) ?? "",
      operatorName: rows.text(2), databaseRole: rows.text(3))
  }
}
