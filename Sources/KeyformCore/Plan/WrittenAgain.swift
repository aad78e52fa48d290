/// A change that writes again what an undo took away: the files still say it.
package struct WrittenAgain: Hashable, Sendable {
  package let address: Address
  /// By name; empty: the row as a whole.
  package let fields: [String]
  /// The undo that wrote there last.
  package let undo: UndoneChangeSet

  package init(address: Address, fields: [String], undo: UndoneChangeSet) {
    self.address = address
    self.fields = fields
    self.undo = undo
  }
}

extension WrittenAgain {
  /// Those among `changes`, by the journal: `records` are at least the items of the addresses that
  /// the rows have now, and of the names that they had before, in their order. `isPublic` tells which
  /// values the journal shows.
  package static func among(
    _ changes: [Change], records: [JournalRecord], undos: [UndoneChangeSet],
    isPublic: (KeyMaterial) -> Bool
  ) -> [WrittenAgain] {
    let byChangeSet = Dictionary(
      undos.map { ($0.writer.changeSet, $0) }, uniquingKeysWith: { first, _ in first })
    var byAddress: [Address: [JournalRecord]] = [:]
    for record in records {
      byAddress[record.address, default: []].append(record)
      if let former = record.formerAddress { byAddress[former, default: []].append(record) }
    }
    return changes.compactMap { change in
      RowStory(address: change.before?.address ?? change.address, byAddress: byAddress)
        .writtenAgain(by: change, byChangeSet, isPublic)
    }
  }
}

/// What the journal tells of the row at one address.
private struct RowStory {
  let address: Address
  let byAddress: [Address: [JournalRecord]]

  func writtenAgain(
    by change: Change, _ undos: [Int: UndoneChangeSet], _ isPublic: (KeyMaterial) -> Bool
  ) -> WrittenAgain? {
    switch change.step {
    case .update: return rewritten(by: change, undos, isPublic)
    case .create, .adopt:
      guard let last, !isThere(after: last) else { return nil }
      return undos[last.changeSet].map { wholeRow(of: change, $0) }
    case .delete, .release:
      guard let last, isThere(after: last), Action(rawValue: last.action) != .update else {
        return nil
      }
      return undos[last.changeSet].map { wholeRow(of: change, $0) }
    }
  }

  private func wholeRow(of change: Change, _ undo: UndoneChangeSet) -> WrittenAgain {
    WrittenAgain(address: change.address, fields: [], undo: undo)
  }

  private func isThere(after record: JournalRecord) -> Bool {
    record.address == address && record.after != nil
  }

  /// The last item that brought a row here or took it away. Of an exchange of names both are in one
  /// change set, and a row is here afterwards.
  private var last: JournalRecord? {
    let records = byAddress[address] ?? []
    guard let newest = records.last else { return nil }
    return records.last { $0.changeSet == newest.changeSet && $0.address == address } ?? newest
  }

  /// The items of the row that is here now, newest first, followed through its renames.
  private var life: [JournalRecord] {
    var life: [JournalRecord] = []
    var name = address
    var end = Int.max
    while true {
      let known = (byAddress[name] ?? []).filter { $0.changeSet < end }
      guard let next = known.last(where: { $0.address == name }),
        known.allSatisfy({ $0.changeSet <= next.changeSet })
      else { return life }
      life.append(next)
      end = next.changeSet
      if let former = next.formerAddress { name = former }
    }
  }

  /// The fields whose last word is an undo's, and which the change sets to what that took away.
  private func rewritten(
    by change: Change, _ undos: [Int: UndoneChangeSet], _ isPublic: (KeyMaterial) -> Bool
  ) -> WrittenAgain? {
    let document = JournalItem(change, isPublic: isPublic).after
    guard let document, let life = documents(undos),
      let wanted = JournalDocument.fields(of: String(decoding: document, as: UTF8.self))
    else { return nil }
    var fields: [String] = []
    var undo: UndoneChangeSet?
    for (name, value) in wanted where !JournalStep.observations.contains(name) {
      guard let item = life.first(where: { $0.isWhole || $0.after[name] != nil }),
        let found = item.undo, !item.isWhole, item.before[name] ?? .none == value
      else { continue }
      fields.append(name)
      if found.writer.changeSet > undo?.writer.changeSet ?? 0 { undo = found }
    }
    return undo.map { WrittenAgain(address: change.address, fields: fields, undo: $0) }
  }

  private struct Item {
    let isWhole: Bool
    let before: [String: FieldValue]
    let after: [String: FieldValue]
    let undo: UndoneChangeSet?
  }

  /// Nil where no undo has a part in the row's life.
  private func documents(_ undos: [Int: UndoneChangeSet]) -> [Item]? {
    let life = life
    guard life.contains(where: { undos[$0.changeSet] != nil }) else { return nil }
    return life.map { record in
      Item(
        isWhole: Action(rawValue: record.action) != .update,
        before: JournalReplay.fields(record.before) ?? [:],
        after: JournalReplay.fields(record.after) ?? [:], undo: undos[record.changeSet])
    }
  }
}
