import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// One mistake gives one diagnostic, in every field.
@Suite struct MistakeTests {
  @Test func thereAreMistakesInEveryField() {
    #expect(Mistake.all.count > 500)
    for schema in ResourceSchema.all {
      for field in schema.fields {
        #expect(
          Mistake.all.contains { $0.name.hasPrefix("\(schema.kind.section).\(field.name): ") })
      }
    }
    let names = Mistake.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  /// One repository holds them all: each of its hundreds of files is read for itself.
  @Test func eachIsToldOnce() throws {
    let repository = try TemporaryRepository()
    var targets = ""
    for (index, mistake) in Mistake.all.enumerated() {
      try repository.write("m\(index)/a.yaml", mistake.text)
      try repository.write("m\(index)/b.yaml", Mistake.surroundings)
      targets += "  t\(index): {url: \"sqlite:a.sqlite\", include: [m\(index)]}\n"
    }
    try repository.write("keyform.yaml", "keyform: 1\nproject: test\ntargets:\n" + targets)
    let loaded = repository.load()
    let form = Dictionary(grouping: loaded.diagnostics) {
      $0.place?.file.split(separator: "/").first ?? ""
    }
    #expect(form.keys.allSatisfy { $0.hasPrefix("m") })
    for (index, mistake) in Mistake.all.enumerated() {
      let assembled = loaded.assemble(for: ["m\(index)"], secrets: .closed)
      let found = (form["m\(index)"] ?? []) + assembled.diagnostics
      #expect(found.map(\.rule) == [mistake.rule], "\(mistake.name): \(found.map(\.summary))")
    }
  }
}
