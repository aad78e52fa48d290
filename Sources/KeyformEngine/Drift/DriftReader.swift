package import KeyformCore
internal import KeyformRepository

/// Compares repository, target and journal: what `keyform drift` reports and adopts.
package struct DriftReader {
  package let planned: PlannedTarget
  package let items: [DriftItem]
  /// What version control does not say of the files, in one line.
  package let sourceNote: String?
  private let writers: [Int: LastWriter]
  private let context: RunContext

  /// Of all entries, or of `named` ones, which have to be known. `target` is what `--target` says.
  package init(
    _ context: RunContext, target: TargetRequest, only named: [Address],
    _ threshold: SeverityThreshold
  ) throws {
    let run = try PlanRun(context, target: target, .all, threshold)
    if run.isForSeveral {
      throw Failure(.usage, "drift works on one target at a time", "Name one with --target.")
    }
    let planned = try run.single()
    if planned.plan.header.targetID == nil { throw planned.choice.absence }
    try planned.known.check(named)
    self.planned = planned
    sourceNote = run.sourceNote
    self.context = context
    let changes = planned.plan.changes.filter { named.isEmpty || named.contains($0.address) }
    let (project, target) = (planned.plan.header.project, planned.target)
    let applied = try planned.choice.asking {
      try target.lastApplied(project: project, at: Change.rows(of: changes))
    }
    let items = DriftComparison.items(of: changes, applied, withheld: planned.plan.header.isPreview)
    self.items = items
    writers = try planned.choice.asking {
      items.isEmpty ? [:] : Self.writers(try target.history(project: project, limit: .max))
    }
  }

  /// Whether the role reads no values of keys.
  package var isPreview: Bool { planned.plan.header.isPreview }

  package var drifted: [DriftItem] { items.filter(\.cause.isDrift) }

  private static func writers(_ entries: [JournalEntry]) -> [Int: LastWriter] {
    Dictionary(
      entries.map { entry in
        let writer = LastWriter(
          changeSet: entry.changeSet, appliedAt: entry.header.appliedAt,
          operatorName: entry.header.operatorName, databaseRole: entry.databaseRole)
        return (entry.changeSet, writer)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// With the last commit of each line of an entry that drifted.
  package func report() throws -> DriftReport {
    let drifted = drifted
    let places = drifted.map { place(of: $0, []) }
    let fieldPlaces = drifted.map { item in
      item.fields.compactMap { place(of: item, $0.name.split(separator: ".").map(String.init)) }
    }
    let lines = try context.history.lines(
      of: places.compactMap { $0 } + fieldPlaces.joined(), below: planned.repository.root)
    return DriftReport(
      project: planned.plan.header.project, target: planned.choice.description,
      toolVersion: context.toolVersion,
      drifted: drifted.indices.map { index in
        DriftReport.Entry(
          item: drifted[index], line: places[index].flatMap { lines[$0] },
          fieldLines: fieldPlaces[index].compactMap { lines[$0] },
          writer: drifted[index].changeSet.flatMap { writers[$0] })
      }, pending: items.filter { !$0.cause.isDrift }.map(\.address),
      writtenAgain: planned.plan.memory.writtenAgain.filter { taken in
        items.contains { $0.address == taken.address }
      },
      unmerged: planned.plan.memory.origins.filter { row in
        row.takesBackCommit && items.contains { $0.address == row.address }
      }, isPreview: planned.plan.header.isPreview)
  }

  private func place(of item: DriftItem, _ field: [String]) -> FileLocation? {
    guard let file = item.file else { return nil }
    let isSecretValue = field == ["value"]
    // A secret's value is not in the file: its tail is.
    let repository = planned.repository
    let own = repository.places.place(file.origin, item.address, field)
    guard isSecretValue else { return own }
    let entry = repository.places.place(file.origin, item.address, [])
    return own == entry ? repository.places.place(file.origin, item.address, ["tail"]) : own
  }
}
