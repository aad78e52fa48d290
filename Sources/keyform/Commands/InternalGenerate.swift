internal import ArgumentParser
internal import KeyformCore
internal import KeyformQuery
internal import KeyformReport
internal import KeyformRepository
internal import KeyformRules

/// Writes the generated files of the project itself; `scripts/goldens` calls it.
struct InternalGenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "internal-generate", abstract: "Write the project's generated files.",
    shouldDisplay: false)

  @Argument(help: "The root of the project.") var root: String

  func run() throws {
    var files = JSONSchema.files.map { ("schemas/" + $0.name, $0.json) }
    files += OutputSchemas.all.map { ("schemas/" + $0.file, $0.json) }
    for scheme in Keyform.schemes {
      files += scheme.scripts.map { ("schemas/" + $0.file, $0.sql) }
    }
    let structural =
      StructuralRules.all(Keyform.schemes) + PolicyProblemKind.allCases.map(\.metadata)
    files.append(
      (
        "docs/rules.md",
        RulesDocument.markdown(structural: structural.sorted { $0.id < $1.id })
      ))
    for (path, text) in files { try DiskFile.create(root + "/" + path, text) }
  }
}
