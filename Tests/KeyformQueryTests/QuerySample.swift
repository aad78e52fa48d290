import KeyformCatalog
import KeyformCore
import KeyformQuery
import KeyformTestSupport

/// Queries over the sample inventory of the targets' tests.
struct QuerySample {
  static let today = CalendarDate(days: 20_778)
  static let catalog = ReferenceCatalog.builtIn()

  let tables: QueryTables

  init(
    _ inventory: Inventory = SampleInventory.full, changes: [Change] = [],
    files: [String] = []
  ) {
    tables = QueryTables(
      inventory, project: "contoso", files: files, catalog: Self.catalog, today: Self.today,
      changes: changes
    ) { FreeText.masked($0) }
  }

  /// Rows as text, cells joined by `|`; NULL is `-`.
  func rows(_ sql: String, _ limits: QueryLimits = .policy) throws(QueryProblem) -> [String] {
    let query = try PreparedQuery(sql, on: try QueryDatabase(tables, limits))
    var rows: [String] = []
    while try query.next() {
      rows.append(query.columns.indices.map { shown(query.cell($0)) }.joined(separator: "|"))
    }
    return rows
  }

  /// Why a query is refused or stopped.
  func problem(_ sql: String, _ limits: QueryLimits = .policy) -> QueryProblem? {
    do {
      _ = try rows(sql, limits)
      return nil
    } catch {
      return error
    }
  }

  private func shown(_ cell: QueryCell) -> String {
    switch cell {
    case .null: "-"
    case .integer(let integer): String(integer)
    case .real(let real): String(real)
    case .text(let text): text
    case .blob(let bytes): "x\(bytes.count)"
    }
  }
}
