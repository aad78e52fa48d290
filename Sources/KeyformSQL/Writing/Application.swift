internal import KeyformCore

/// One apply inside its transaction: check, write, read back, compare. What throws is rolled back.
struct Application {
  private let database: any SQLDatabase
  private let order: ApplyOrder
  private let progress: ProgressReport

  init(_ database: any SQLDatabase, _ order: ApplyOrder, _ progress: ProgressReport) {
    self.database = database
    self.order = order
    self.progress = progress
  }

  /// What was done and is about to be committed.
  struct Outcome {
    let receipt: ApplyReceipt
    /// Of the change set; nil where none was written.
    let hash: String?
  }

  func run() throws(TargetError) -> Outcome {
    let present = try TargetMeta.read(database)
    // Asked inside the transaction: of two that apply one plan at a time, the second sees the first.
    if present != nil, let digest = order.changeSet.planDigest,
      let earlier = try JournalReader(database: database, project: order.project)
        .changeSet(ofPlan: digest)
    {
      return Outcome(
        receipt: ApplyReceipt(changeSet: earlier, changes: 0, wasThereAlready: true), hash: nil)
    }
    guard present?.targetID == order.expectedTargetID else { throw .otherTarget }
    let meta: TargetMeta
    if let present {
      meta = present
      if present.schemaStep != .none {
        // Nobody has reviewed what is to become of these tables.
        guard order.schema == present.schemaStep else { throw .otherTarget }
        try present.migrate(database)
      }
    } else {
      guard order.schema == .create else { throw .otherTarget }
      meta = try TargetMeta.create(database)
    }

    var changes = SortedChanges(order.changes, of: order.project)
    try check(&changes, meta)
    try KeyValues.assign(order.secrets, to: &changes.keys, of: order.changes)
    let placed = PlacedChanges(changes)

    var journal = try JournalWriter(
      database, project: order.project, header: order.changeSet)
    let draft = journal.draft(recorded(changes), isPublic: order.isPublic)
    defer { draft.abandon() }
    var writer = ChangeWriter(
      database, project: order.project, changeSet: journal.changeSet,
      total: placed.count, progress: progress)
    try writer.write(order.products)
    try writer.write(placed)
    try journal.write(draft)
    let hash = try journal.finish()
    if progress.isCancelled { throw .interrupted }
    if present == nil {
      for statement in SQLSchema.indexes + SQLSchema.views { try database.execute(statement) }
    }
    for owner in RowOwner.allCases {
      try ReadBack(database: database, project: owner.column(of: order.project))
        .compare(placed[owner])
    }
    if progress.isCancelled { throw .interrupted }
    return Outcome(
      receipt: ApplyReceipt(changeSet: journal.changeSet, changes: order.changes.count),
      hash: hash)
  }

  private func check(
    _ changes: inout SortedChanges, _ meta: TargetMeta
  ) throws(TargetError) {
    var check = BaseCheck(database, project: order.project, digestKey: meta.digestKey)
    try check.check(&changes.keys, KeyMapping.self)
    try check.check(&changes.deployments, DeploymentMapping.self)
    try check.check(&changes.bindings, BindingMapping.self)
    try check.check(&changes.hosts, HostMapping.self)
    try check.check(&changes.directories, DirectoryMapping.self)
    if !check.stale.isEmpty { throw .stale(check.stale) }
  }

  /// The order's changes as they are written: observations that the target had newer stay.
  private func recorded(_ changes: SortedChanges) -> [Change] {
    var recorded = order.changes
    for change in changes.keys where change.hasNewerObservation {
      guard let before = change.before, let after = change.after else { continue }
      recorded[change.index] = recorded[change.index].with(.key(before), .key(after))
    }
    for change in changes.bindings where change.hasNewerObservation {
      guard let before = change.before, let after = change.after else { continue }
      recorded[change.index] = recorded[change.index].with(.binding(before), .binding(after))
    }
    return recorded
  }
}

extension Change {
  /// The same change between other states of the row.
  fileprivate func with(_ before: Entity, _ after: Entity) -> Change {
    switch step {
    case .create, .update: Change(.update(from: before, to: after), base: base)
    case .adopt: Change(.adopt(from: before, to: after), base: base)
    case .release, .delete: self
    }
  }
}
