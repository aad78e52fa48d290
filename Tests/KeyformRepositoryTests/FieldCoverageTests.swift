import KeyformCore
import KeyformRepository
import Testing

/// What is described of a field reaches the files' schemas: none is left out without a word.
@Suite struct FieldCoverageTests {
  @Test func everyFieldStandsInFiles() throws {
    for kind in EntityKind.allCases { try check(kind.type) }
  }

  private func check<Value: Managed>(_ kind: Value.Type) throws {
    let schema = try #require(ResourceSchema.all.first { $0.kind == Value.kind })
    for field in Value.fields {
      let spec = try #require(
        schema.fields.first { $0.name == field.written }, "\(Value.kind) \(field.name)")
      guard field.name != field.written else { continue }
      guard case .fields(let members) = spec.type else {
        Issue.record("\(Value.kind) \(field.name) stands in no mapping")
        continue
      }
      let member = field.name.dropFirst(field.written.count + 1)
      #expect(members.contains { $0.name == member }, "\(Value.kind) \(field.name)")
    }
    let names = Value.fields.map(\.name)
    #expect(Set(names).count == names.count)
    // The bits of `seen`, and the places of values that repeat.
    #expect(schema.fields.count <= 32 && Value.fields.count < 58)
  }
}
