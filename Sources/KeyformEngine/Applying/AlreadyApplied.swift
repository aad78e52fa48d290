internal import KeyformCore

/// Whether a target holds what a plan leads to, and holds it by changes like the plan's own, whatever
/// file they came in: the branch's plan, or that of the commit that a forge made of it.
struct AlreadyApplied {
  private let target: any DeploymentTarget
  private let plan: Plan
  private let progress: ProgressReport

  init(_ plan: Plan, in target: any DeploymentTarget, _ progress: ProgressReport) {
    self.plan = plan
    self.target = target
    self.progress = progress
  }

  /// The newest of the change sets that did it; nil where a row is not as the plan leaves it, or where
  /// the newest item of its journal is another one.
  func changeSet() throws(TargetError) -> Int? {
    guard !plan.changes.isEmpty, try differences().isEmpty else { return nil }
    let addresses = Change.rows(of: plan.changes).union(plan.changes.map(\.address))
    var newest: [Address: JournalRecord] = [:]
    var left: [Address: Int] = [:]
    for record in try target.records(project: plan.header.project, at: addresses) {
      newest[record.address] = record
      if let former = record.formerAddress { left[former] = record.changeSet }
    }
    var changeSet = 0
    for change in plan.changes {
      // One change set may swap names: what leaves a name and what comes to it are both in it.
      guard let record = newest[change.address], record.holds(change),
        left[change.address] ?? 0 <= record.changeSet
      else { return nil }
      changeSet = max(changeSet, record.changeSet)
    }
    return changeSet
  }

  /// In which the rows are not as the plan leaves them, a clause each.
  func differences() throws(TargetError) -> [String] {
    let rows = try target.read(project: plan.header.project, progress: progress.silent).inventory
    return plan.changes.flatMap { Self.differences(of: $0, rows[$0.address]) }
  }

  private static func differences(of change: Change, _ row: Entity?) -> [String] {
    let address = change.address
    // By tail and check value, as the row is told from others everywhere.
    let change = change.withholding { _ in false }
    guard let after = change.after else {
      return row == nil ? [] : ["\(address) is there again"]
    }
    guard let row = row?.withholding({ _ in false }) else { return ["\(address) is gone"] }
    let names = Set(change.fields.map(\.name))
    let wanted = after.keepingNewerObservations(of: row, latest: nil)
    return Change(.update(from: row, to: wanted)).fields.compactMap { field in
      guard names.contains(field.name) else { return nil }
      let (applied, now) = (shown(field.to), shown(field.from))
      return "\(address) \(field.name): applied \(applied), now \(now)"
    }
  }

  private static func shown(_ value: FieldValue) -> String {
    value.shown.map(FreeText.masked) ?? "nothing"
  }
}

extension JournalRecord {
  /// Whether the item is this very change.
  fileprivate func holds(_ change: Change) -> Bool {
    let item = JournalItem(change)
    return action == change.action.rawValue && Self.isSame(before, item.before)
      && Self.isSame(after, item.after)
  }

  /// Whether two documents say the same; the order of their members says nothing.
  private static func isSame(_ own: String?, _ other: [UInt8]?) -> Bool {
    guard let own, let other else { return own == nil && other == nil }
    if own.utf8.elementsEqual(other) { return true }
    let fields = [own, String(decoding: other, as: UTF8.self)].map {
      JournalDocument.fields(of: $0)?.sorted { $0.name < $1.name }
    }
    guard let one = fields[0], let two = fields[1] else { return false }
    return one.elementsEqual(two) { $0 == $1 }
  }
}
