internal import KeyformCatalog
internal import KeyformCore

/// Compares repository, target and journal: what `keyform drift` reports and adopts.
struct DriftReading {
  let planning: Planning
  let items: [DriftItem]
  private let writers: [Int: LastWriter]

  /// Of all entries, or of `named` ones.
  init(_ planning: Planning, only named: Set<Address>) throws {
    self.planning = planning
    let changes = planning.plan.changes.filter {
      named.isEmpty || named.contains($0.address)
    }
    let project = planning.plan.header.project
    do throws(TargetError) {
      let addresses = Set(changes.map { $0.before?.address ?? $0.address })
      let applied = try planning.target.lastApplied(project: project, at: addresses)
      items = DriftComparison.items(of: changes, applied)
      writers =
        items.isEmpty
        ? [:] : Self.writers(try planning.target.history(project: project, limit: .max))
    } catch {
      throw Failure(error, of: planning.choice.description)
    }
  }

  var drifted: [DriftItem] { items.filter(\.cause.isDrift) }

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
  func report() -> DriftReport {
    let drifted = drifted
    let places = drifted.map { place(of: $0, []) }
    let fieldPlaces = drifted.map { item in
      item.fields.compactMap { place(of: item, $0.name.split(separator: ".").map(String.init)) }
    }
    let lines = Blame(root: planning.repository.root)
      .lines(of: (places.compactMap { $0 } + fieldPlaces.joined()))
    return DriftReport(
      project: planning.plan.header.project, target: planning.choice.description,
      toolVersion: ToolVersion.text,
      drifted: drifted.indices.map { index in
        DriftReport.Entry(
          item: drifted[index], line: places[index].flatMap { lines[$0] },
          fieldLines: fieldPlaces[index].compactMap { lines[$0] },
          writer: drifted[index].changeSet.flatMap { writers[$0] })
      }, pending: items.filter { !$0.cause.isDrift }.map(\.address))
  }

  private func place(of item: DriftItem, _ field: [String]) -> Place? {
    guard let file = item.file else { return nil }
    let isSecretValue = field == ["value"]
    // A secret's value is not in the file: its tail is.
    let repository = planning.repository
    let own = repository.places.place(file.origin, item.address, field)
    guard isSecretValue else { return own }
    let entry = repository.places.place(file.origin, item.address, [])
    return own == entry ? repository.places.place(file.origin, item.address, ["tail"]) : own
  }
}
