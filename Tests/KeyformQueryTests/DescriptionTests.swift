import KeyformQuery
import Testing

/// What `keyform query --tables` says is what there is.
@Suite struct DescriptionTests {
  @Test(arguments: QueryTables.descriptions)
  func namesTheColumns(_ table: TableDescription) throws {
    let query = try PreparedQuery(
      "SELECT * FROM \(table.name)", on: try QueryDatabase(QuerySample().tables, .policy))
    #expect(query.columns == table.columns.map(\.name))
    #expect(query.reads.tables.contains(table.name) || table.name.hasPrefix("deployment_key"))
  }

  @Test(arguments: QueryTables.descriptions)
  func saysWhatEachMeans(_ table: TableDescription) {
    #expect(table.meaning.hasSuffix("."), "\(table.name)")
    for column in table.columns {
      #expect(column.meaning.hasSuffix("."), "\(table.name).\(column.name)")
    }
  }

  @Test func everyWordHasAColumn() {
    let columns = QueryTables.descriptions.flatMap { table in
      table.columns.flatMap { ["\(table.name).\($0.name)", $0.name] }
    }
    #expect(ColumnMeanings.worded.filter { !columns.contains($0) } == [])
  }
}
