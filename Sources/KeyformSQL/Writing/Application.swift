internal import KeyformCore

/// One apply inside its transaction: check, write, read back, compare. What throws is rolled back.
struct Application {
  let database: any SQLDatabase
  let order: ApplyOrder
  let progress: ProgressReport

  /// What was done and is about to be committed.
  struct Outcome {
    let receipt: ApplyReceipt
    /// Of the change set; nil where none was written.
    let hash: String?
  }

  func run(of target: String) throws(TargetError) -> Outcome {
    let present = try TargetMeta.read(database, toWrite: true)
    for note in present?.notes(target) ?? [] { progress.note(note) }
    // Asked inside the transaction: of two that apply one plan at a time, the second sees the first.
    if let earlier = try earlier(present) {
      return Outcome(
        receipt: ApplyReceipt(changeSet: earlier, changes: 0, wasThereAlready: true), hash: nil)
    }
    try Self.check(order, fits: present)
    let condition = present?.condition ?? .empty
    if let present, present.schemaStep != .none { try present.migrate(database) }
    let meta = if let present { present } else { try TargetMeta.create(database) }
    var changes = SortedChanges(order.changes, of: order.project)
    try check(&changes, meta)
    let end = try JournalEnd(database, project: order.project, version: SQLSchema.version)
    let remembered = try checkMemory(end)
    if present != nil { try checkReferences() }
    try judge(meta.digestKey, condition, version: SQLSchema.version, isNew: present == nil)
    try changes.assignValues(order.secrets, of: order.changes)
    let placed = PlacedChanges(changes)

    var header = order.changeSet
    header.memory = order.memory(after: remembered)?.text
    var journal = try JournalWriter(
      database, project: order.project, header: header, previousHash: end.hash)
    let draft = journal.draft(recorded(changes), isPublic: order.isPublic)
    defer { draft.abandon() }
    var writer = ChangeWriter(
      database: database, project: order.project, changeSet: journal.changeSet,
      total: placed.count, progress: progress)
    try writer.write(order.products)
    try writer.write(placed)
    try journal.write(draft)
    let hash = try journal.finish()
    if progress.isCancelled { throw .interrupted }
    // What others have put off to the end happens now, so that what is read back is what stays.
    if let statement = database.dialect.settlement { try database.execute(statement) }
    try writer.reveal(placed)
    if present == nil {
      for statement in SQLSchema.indexes + SQLSchema.views(database.dialect) {
        try database.execute(statement)
      }
    }
    try meta.bind(database)
    for owner in RowOwner.allCases {
      try ReadBack(
        database: database, project: owner.column(of: order.project), changes: placed[owner]
      ).compare()
    }
    if progress.isCancelled { throw .interrupted }
    return Outcome(
      receipt: ApplyReceipt(changeSet: journal.changeSet, changes: order.changes.count),
      hash: hash)
  }

  /// Everything that has to hold before the first write, without writing. Gives the change set as
  /// which the plan was applied already.
  func examine() throws(TargetError) -> Int? {
    let present = try TargetMeta.read(database, toWrite: true)
    if let earlier = try earlier(present) { return earlier }
    try Self.check(order, fits: present)
    guard let present else {
      try judge(.random(), .empty, version: SQLSchema.version, isNew: true)
      return nil
    }
    var changes = SortedChanges(order.changes, of: order.project)
    try check(&changes, present, version: present.version)
    _ = try checkMemory(
      JournalEnd(database, project: order.project, version: present.version),
      version: present.version)
    try checkReferences()
    try judge(
      present.digestKey, present.condition, version: present.version, isNew: false)
    return nil
  }

  /// Shows a saved plan the project's rows as this transaction has them, for it to be judged again.
  private func judge(
    _ digestKey: DigestKey?, _ condition: TargetCondition, version: Int, isNew: Bool
  ) throws(TargetError) {
    guard let judge = order.judge else { return }
    let stored =
      isNew
      ? StoredInventory.empty
      : try StoredReader(
        database: database, project: order.project, version: version, progress: progress
      ).read(digestKey: digestKey, condition: condition)
    if let objection = judge(stored) { throw .objection(objection) }
  }

  /// Whether the target is the one that the order was made for, in the state of its tables then, and
  /// a saved plan one that was made from it.
  static func check(_ order: ApplyOrder, fits present: TargetMeta?) throws(TargetError) {
    guard present?.targetID == order.expectedTargetID else { throw .otherTarget }
    guard let present else {
      guard order.schema == .create else { throw .otherTarget }
      return
    }
    if let credential = order.credential { try credential.check(present.checkingKey()) }
    // Nobody has reviewed what is to become of these tables.
    guard present.schemaStep == .none || order.schema == present.schemaStep else {
      throw .otherTarget
    }
  }

  private func earlier(_ present: TargetMeta?) throws(TargetError) -> Int? {
    guard present != nil, let digest = order.changeSet.planDigest else { return nil }
    return try JournalReader(database: database, project: order.project).changeSet(ofPlan: digest)
  }

  /// What the target remembers of the project, which must not speak against the order.
  private func checkMemory(
    _ end: JournalEnd, version: Int = SQLSchema.version
  ) throws(TargetError) -> TargetMemory {
    let remembered = try MemoryReader(
      database: database, project: order.project, version: version
    ).read(end)
    let journal = JournalReader(database: database, project: order.project)
    try order.check(remembered) { (addresses) throws(TargetError) in
      try JournalRecord.records(at: addresses) { (selection) throws(TargetError) in
        try journal.records(of: selection)
      }
    }
    return remembered
  }

  /// What the changes ask of rows that they do not touch: most ask nothing.
  private func checkReferences() throws(TargetError) {
    let demand = ReferenceDemand(order.changes, of: order.project)
    if demand.isEmpty { return }
    try demand.check(ReferenceReader(database: database, project: order.project).read(demand))
  }

  private func check(
    _ changes: inout SortedChanges, _ meta: TargetMeta, version: Int = SQLSchema.version
  ) throws(TargetError) {
    var check = BaseCheck(
      database: database, project: order.project,
      digester: RowDigester(key: try meta.checkingKey()), version: version, changes: changes)
    changes = try check.check()
  }

  /// The order's changes as they are written: observations that the target had newer stay.
  private func recorded(_ changes: SortedChanges) -> [Change] {
    var record = Record(sorted: changes, changes: order.changes)
    EntityKind.visitAll(&record)
    return record.changes
  }

  private struct Record: MappingVisitor {
    let sorted: SortedChanges
    var changes: [Change]

    mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) {
      for change in sorted[Mapping.Value.self] where change.hasNewerObservation {
        guard let before = change.before, let after = change.after else { continue }
        changes[change.index] = changes[change.index].with(
          Mapping.Value.entity(before), Mapping.Value.entity(after))
      }
    }
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
