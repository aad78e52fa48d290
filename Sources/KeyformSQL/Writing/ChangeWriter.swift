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
      for change in changes where change.after == nil {
        try writer.delete(change.name)
        try step()
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
      for change in changes {
        guard let after = change.after else { continue }
        if let before = change.before {
          try writer.update(from: before.value, to: after.value, material: change.material)
        } else {
          try writer.create(after.value, material: change.material)
        }
        try step()
      }
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
    let statement = try database.prepare(
      """
      INSERT INTO product (id, edition_id, name) VALUES ($1, $2, $3) \
      ON CONFLICT (id) DO UPDATE SET edition_id = excluded.edition_id, name = excluded.name
      """)
    for product in products {
      statement.bind(product.id, at: 1)
      statement.bind(product.editionID, at: 2)
      statement.bind(product.name, at: 3)
      try statement.run()
    }
  }
}
