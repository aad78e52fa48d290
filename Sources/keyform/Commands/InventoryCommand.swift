internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct InventoryCommand: KeyformCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "List what a target holds for a project, or the unmanaged rows.",
    discussion: """
      With --unmanaged each row comes with the entry to put into a file: the next plan then shows \
      that the project adopts it. Secret keys are shown by tail and check value.
      """)

  @Flag(help: "Unmanaged rows, with the YAML that adopts each.") var unmanaged = false
  @Option(
    help: ArgumentHelp("The project; the repository's own, or the only one.", valueName: "name"))
  var project: String?
  @OptionGroup var options: CommonOptions<OwnerRows>
  @OptionGroup var trust: TrustOption
  @OptionGroup var lock: LockOption

  func validate() throws {
    guard !unmanaged || project == nil else {
      throw ValidationError("--unmanaged takes no --project: unmanaged rows belong to none.")
    }
  }

  func execute() throws {
    let source = try TargetWithOwners(options.context(trust, lock), target: options.targets)
    let owner = try owner(source)
    let stored = try source.read(owner)
    for row in stored.unreadable where owner.isEmpty {
      Output.note("\(row.shown) cannot be read and is left out: \(row.problem)")
    }
    var inventory = stored.inventory
    inventory.keys = StoredKeys.entries(of: stored, places: .env)
    try options.presentation(of: source.repository).show(
      OwnerRows(
        inventory: inventory, owner: owner, target: source.choice.description,
        writer: ResourceWriter(catalog: source.catalog)))
  }

  /// The repository's own project may have no rows yet.
  private func owner(_ source: TargetWithOwners) throws -> String {
    if unmanaged { return "" }
    if project == nil, let own = source.repository?.project.name { return own }
    return try source.owner(project)
  }
}

/// The rows of one owner in a target.
struct OwnerRows: Document {
  let inventory: Inventory
  /// Empty: nobody.
  let owner: String
  let target: TargetDescription
  let writer: ResourceWriter

  @Sendable private func yaml(_ entity: Entity) -> String {
    String(decoding: writer.write(entity), as: UTF8.self)
  }

  func writeText(_ shown: Presentation) throws {
    let whose = owner.isEmpty ? "Unmanaged rows" : "Rows of project \(owner)"
    let counts = inventory.count == 0 ? "none" : inventory.counts
    try Output.line("\(whose) in \(target.shown): \(counts)", shown.masking)
    if inventory.count > 0 { try Output.line("") }
    try shown.write {
      try inventory.add(to: &$0, note: { owner.isEmpty ? yaml($0) : "" }, Output.write)
    }
  }

  func writeJSON(_ shown: Presentation) throws {
    let rows = inventory.entities.map { ($0, yaml) }
    try shown.write((owner, target, rows), as: InventoryReport.document)
  }
}
