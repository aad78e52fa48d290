import KeyformCore
import KeyformSQL
import Testing

/// The tables of the kinds have the columns that fields describe, and no others.
@Suite struct FieldColumnTests {
  @Test func everyColumnIsAField() throws {
    try check(ProductKey.self, "product_key")
    try check(Deployment.self, "deployment")
    try check(Binding.self, "binding")
    try check(KMSHost.self, "kms_host")
    try check(Directory.self, "directory")
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
