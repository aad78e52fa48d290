import KeyformCore
import KeyformRepository
import Testing

/// Writes an inventory, reads it and compares: values, references of secrets and silenced rules.
struct WriterCheck {
  var project = "test"
  /// The repository's own part of the catalogue.
  var catalog: [SourceFile] = []

  func expectBack(
    _ inventory: Inventory, _ reference: ReferenceCatalog,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let bytes = ResourceWriter(catalog: reference).write(inventory)
    let folder = try TemporaryRepository(project: "keyform: 1\nproject: \(project)\n")
    try folder.write("all.yaml", bytes: bytes)
    for file in catalog { try folder.write(file.path, bytes: file.bytes) }
    let repository = folder.load()
    let text = String(decoding: bytes, as: UTF8.self)
    let problems = repository.diagnostics.map { "\($0.place?.line ?? 0): \($0.summary)" }
    #expect(problems == [], "\(text)", sourceLocation: location)
    // Nothing is read from the environment: what is recorded is what was written.
    let back = repository.assemble(secrets: .closed).state.inventory
    expect(back.keys, inventory.keys, text, location)
    expect(back.deployments, inventory.deployments, text, location)
    expect(back.bindings, inventory.bindings, text, location)
    expect(back.hosts, inventory.hosts, text, location)
    expect(back.directories, inventory.directories, text, location)
    let again = ResourceWriter(catalog: reference).write(back)
    #expect(again == bytes, "written twice is written alike", sourceLocation: location)
  }

  private func expect<Value: Managed>(
    _ back: EntrySet<Value>, _ written: EntrySet<Value>, _ text: String,
    _ location: SourceLocation
  ) {
    #expect(back.entries.map(\.name) == written.entries.map(\.name), sourceLocation: location)
    for (read, wrote) in zip(back.entries, written.entries) {
      #expect(read.value == wrote.value, "\(text)", sourceLocation: location)
      #expect(read.secret == wrote.secret, sourceLocation: location)
      #expect(read.ignores == wrote.ignores, sourceLocation: location)
      #expect(read.was == wrote.was, sourceLocation: location)
    }
  }
}
