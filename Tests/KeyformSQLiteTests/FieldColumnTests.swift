import KeyformCore
import KeyformSQL
import Testing

/// The tables of the kinds have the columns that fields describe, and no others.
@Suite struct FieldColumnTests {
  @Test func everyColumnIsAField() throws {
    let names: [EntityKind: String] = [.key: "product_key", .host: "kms_host"]
    for kind in EntityKind.allCases { try check(kind.type, names[kind] ?? kind.rawValue) }
  }

  private func check<Value: Managed>(_ kind: Value.Type, _ name: String) throws {
    let table = try #require(SQLSchema.tables.first { $0.name == name })
    let described = Value.fields.flatMap(\.columns).map(\.name)
    #expect(
      table.columns.map(\.name).sorted()
        == (["project", "name", "change_set"] + described).sorted())
    for column in Value.fields.flatMap(\.columns) { #expect(column.since <= SQLSchema.version) }
    #expect(table.columns.dropFirst(2).dropLast().allSatisfy { $0.meaning?.hasSuffix(".") == true })
  }
}
