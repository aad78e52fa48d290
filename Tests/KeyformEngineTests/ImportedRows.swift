import KeyformCatalog
import KeyformCore
import KeyformRepository
import Testing

/// What an import writes of a target's rows, read again: a plan of it has nothing to do.
struct ImportedRows {
  private let stored: StoredInventory
  private let imported: FixtureRepository

  init(_ stored: StoredInventory, of project: String) throws {
    self.stored = stored
    var inventory = stored.inventory
    inventory.keys = StoredKeys.entries(of: stored, places: .env)
    let files =
      RepositoryFiles(catalog: .builtIn()).resources(of: inventory)
      + [RepositoryFiles.project(project, target: "lab", url: "sqlite:lab.sqlite")]
    var stage = PlanFixture.Stage(name: "imported")
    for file in files { stage.files[file.path] = String(decoding: file.bytes, as: UTF8.self) }
    imported = try FixtureRepository(stage)
  }

  func expectNothingToDo() {
    let resolved = imported.assembled.resolved(in: imported.repository, by: stored.neighbours)
    #expect(imported.structuralErrors(beside: resolved) == [], "imported")
    let desired = (resolved ?? imported.assembled).state.inventory
    let changes = Difference.changes(from: stored, to: desired)
    #expect(changes.map(\.address) == [], "the plan of what was imported is empty")
  }
}
