package import KeyformCore
internal import Synchronization

/// A target that lives no longer than the test: what a database has to do, written once more in the
/// plainest way. Where it and an adapter differ, one of the two is wrong.
package final class MemoryTarget: DeploymentTarget {
  package let description = TargetDescription(name: "memory", url: "memory:")
  /// Nil until the first apply: no tables yet.
  private let state = Mutex<MemoryState?>(nil)
  private let isWithheld = Atomic(false)

  package init() {}

  /// From now on it is read by a role that sees no values.
  package func withholdValues() { isWithheld.store(true, ordering: .relaxed) }

  private var now: MemoryState? { state.withLock { $0 } }

  package func inspect() throws(TargetError) -> TargetCondition {
    now?.condition ?? .empty
  }

  package func projects() throws(TargetError) -> [String] {
    Set(now?.rows.keys.map(\.project) ?? []).sorted()
  }

  package func read(
    project: String, progress: ProgressReport
  ) throws(TargetError) -> StoredInventory {
    if progress.isCancelled { throw .interrupted }
    let stored = now?.stored(for: project) ?? .empty
    return isWithheld.load(ordering: .relaxed) ? stored.withoutValues : stored
  }

  package func examine(_ order: ApplyOrder) throws(TargetError) -> Int? {
    let state = now
    if let digest = order.changeSet.planDigest,
      let earlier = state?.journal.changeSet(ofPlan: digest, project: order.project)
    {
      return earlier
    }
    guard state?.id == order.expectedTargetID, state != nil || order.schema == .create else {
      throw .otherTarget
    }
    try state.map { (state) throws(TargetError) in
      try order.credential?.check(state.digestKey)
      try MemoryApplication(order).examine(state)
    }
    try judge(order, state)
    return nil
  }

  /// By the rows as they are.
  private func judge(_ order: ApplyOrder, _ state: MemoryState?) throws(TargetError) {
    guard let judge = order.judge else { return }
    if let objection = judge(state?.stored(for: order.project) ?? .empty) {
      throw .objection(objection)
    }
  }

  package func apply(
    _ order: ApplyOrder, progress: ProgressReport
  ) throws(TargetError) -> ApplyReceipt {
    try state.withLock { (state) throws(TargetError) -> ApplyReceipt in
      if let digest = order.changeSet.planDigest,
        let earlier = state?.journal.changeSet(ofPlan: digest, project: order.project)
      {
        return ApplyReceipt(changeSet: earlier, changes: 0, wasThereAlready: true)
      }
      guard state?.id == order.expectedTargetID, state != nil || order.schema == .create else {
        throw .otherTarget
      }
      if let state { try order.credential?.check(state.digestKey) }
      if order.judge != nil { try MemoryApplication(order).examine(state ?? MemoryState()) }
      try judge(order, state)
      var next = state ?? MemoryState()
      let changeSet = try MemoryApplication(order).run(on: &next)
      if progress.isCancelled { throw .interrupted }
      state = next
      return ApplyReceipt(changeSet: changeSet, changes: order.changes.count)
    }
  }

  package func changeSet(ofPlan digest: String, project: String) throws(TargetError) -> Int? {
    now?.journal.changeSet(ofPlan: digest, project: project)
  }

  /// An apply is over before anybody can ask.
  package func lockState(project: String) throws(TargetError) -> LockState { .free }

  package func history(project: String, limit: Int) throws(TargetError) -> [JournalEntry] {
    Array((now?.journal.entries(of: project) ?? []).prefix(limit))
  }

  package func sources(project: String) throws(TargetError) -> [RecordedSource] {
    (now?.journal.entries(of: project) ?? []).reversed().map {
      RecordedSource($0.changeSet, $0.header, databaseRole: $0.databaseRole)
    }
  }

  package func records(
    project: String, of selection: JournalSelection
  ) throws(TargetError) -> [JournalRecord] {
    now?.journal.records(of: project, selection) ?? []
  }

  package func lastWriter(
    project: String, of address: Address
  ) throws(TargetError) -> LastWriter? {
    now?.journal.lastWriter(of: address, in: project)
  }

  package func verifyJournal(
    project: String, expecting hash: String?
  ) throws(TargetError) -> JournalVerdict {
    (now?.journal ?? MemoryJournal()).verdict(on: project, expecting: hash)
  }
}
