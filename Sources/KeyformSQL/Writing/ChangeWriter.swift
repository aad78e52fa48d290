internal import KeyformCore

/// Writes the changes of an order in a sequence in which every foreign key holds at every step:
/// what refers goes first and comes last.
struct ChangeWriter {
  private let database: any SQLDatabase
  private let project: String
  private let changeSet: Int
  private let total: Int
  private let progress: ProgressReport
  private var done = 0

  init(
    _ database: any SQLDatabase, project: String, changeSet: Int, total: Int,
    progress: ProgressReport
  ) {
    self.database = database
    self.project = project
    self.changeSet = changeSet
    self.total = total
    self.progress = progress
  }

  mutating func write(_ changes: PlacedChanges) throws(TargetError) {
    try delete(changes, \.bindings, BindingMapping.self)
    try delete(changes, \.hosts, HostMapping.self)
    try delete(changes, \.directories, DirectoryMapping.self)
    try put(changes, \.keys, KeyMapping.self)
    try put(changes, \.deployments, DeploymentMapping.self)
    try put(changes, \.bindings, BindingMapping.self)
    try put(changes, \.hosts, HostMapping.self)
    try put(changes, \.directories, DirectoryMapping.self)
    try delete(changes, \.deployments, DeploymentMapping.self)
    try delete(changes, \.keys, KeyMapping.self)
    progress("changes applied", done, of: total)
  }

  private mutating func delete<Mapping: RowMapping>(
    _ placed: PlacedChanges, _ kind: KeyPath<SortedChanges, [RowChange<Mapping.Value>]>,
    _ mapping: Mapping.Type
  ) throws(TargetError) {
    for owner in RowOwner.allCases {
      let changes = placed[owner][keyPath: kind]
      guard changes.contains(where: { $0.after == nil }) else { continue }
      let writer = try writer(of: owner, mapping)
      try writer.delete(changes.filter { $0.after == nil }.map(\.name)) {
        () throws(TargetError) in try step()
      }
    }
  }

  private mutating func put<Mapping: RowMapping>(
    _ placed: PlacedChanges, _ kind: KeyPath<SortedChanges, [RowChange<Mapping.Value>]>,
    _ mapping: Mapping.Type
  ) throws(TargetError) {
    for owner in RowOwner.allCases {
      let changes = placed[owner][keyPath: kind]
      guard changes.contains(where: { $0.after != nil }) else { continue }
      let writer = try writer(of: owner, mapping)
      try writer.put(changes) { () throws(TargetError) in try step() }
    }
  }

  /// Rows of nobody belong to no change set: those are of a project.
  private func writer<Mapping: RowMapping>(
    of owner: RowOwner, _ mapping: Mapping.Type
  ) throws(TargetError) -> EntityWriter<Mapping> {
    try EntityWriter(
      database, project: owner.column(of: project),
      changeSet: owner == .project ? changeSet : nil)
  }

  private mutating func step() throws(TargetError) {
    done += 1
    guard done % 1_000 == 0 else { return }
    progress("changes applied", done, of: total)
    if progress.isCancelled { throw .interrupted }
  }

  /// The facts of the product ids in use, as the catalogue states them now.
  func write(_ products: [ProductRow]) throws(TargetError) {
    // All projects share these rows: what is there already must not make writers meet.
    let ids = products.map(\.id)
    let rows = try database.rows(
      SQLSchema.product.select(from: 0, by: 1, in: database.dialect),
      [database.dialect.list(ids)])
    var present = Set<ProductRow>()
    while try rows.next() {
      present.insert(
        ProductRow(id: rows.text(0) ?? "", editionID: rows.text(1), name: rows.text(2) ?? ""))
    }
    let statement = try database.prepare(TableWrite(.put, SQLSchema.product))
    for product in products where !present.contains(product) {
      statement.bind(product.id, at: 1)
      statement.bind(product.editionID, at: 2)
      statement.bind(product.name, at: 3)
      try statement.run()
    }
  }
}
