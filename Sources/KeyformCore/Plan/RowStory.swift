/// What the journal tells of rows, by address.
struct RowStories {
  private var byAddress: [Address: [JournalRecord]] = [:]

  /// Of the rows of `changes`; `records` are in their order, perhaps of others too.
  init(of changes: [Change], _ records: [JournalRecord]) {
    let names = JournalRecord.names(of: Change.rows(of: changes), in: records)
    for record in records {
      if names.contains(record.address) { byAddress[record.address, default: []].append(record) }
      if let former = record.formerAddress, names.contains(former) {
        byAddress[former, default: []].append(record)
      }
    }
  }

  /// Of the row that a change is about.
  subscript(of change: Change) -> RowStory {
    RowStory(address: change.before?.address ?? change.address, byAddress: byAddress)
  }
}

/// The change set that had the last word on what a change writes.
struct LastWord {
  /// Nil: on whether there is a row at all.
  let field: String?
  let changeSet: Int
  /// What it found there, and what it left.
  let (found, left): (FieldValue, FieldValue)
  /// What the change writes.
  let wanted: FieldValue
  /// Whether it wrote or deleted the whole row.
  let isWhole: Bool

  func against(_ change: Change) -> WordAgainst {
    WordAgainst(address: change.address, field: field, changeSet: changeSet)
  }

  /// Whether the change gives back what it found.
  var isTakenUpAgain: Bool {
    field == nil ? isWhole : !isWhole && found == wanted
  }

  /// Whether the change writes something else than it left.
  var isChangedBack: Bool { field == nil || left != wanted }
}

/// What the journal tells of the row at one address.
struct RowStory {
  fileprivate let address: Address
  fileprivate let byAddress: [Address: [JournalRecord]]

  /// Of each field that an update writes, counts that somebody read aside; of other changes on the
  /// row as a whole. Empty where no change set `among` those that are asked for has a part in it.
  func lastWords(
    on change: Change, isPublic: (KeyMaterial) -> Bool, among isAsked: (Int) -> Bool
  ) -> [LastWord] {
    switch change.step {
    case .update: return fieldWords(on: change, isPublic, isAsked)
    case .create, .adopt:
      guard let last, !isThere(after: last), isAsked(last.changeSet) else { return [] }
      return [rowWord(last, isWhole: true)]
    case .delete, .release:
      guard let last, isThere(after: last), isAsked(last.changeSet) else { return [] }
      return [rowWord(last, isWhole: Action(rawValue: last.action) != .update)]
    }
  }

  private func rowWord(_ record: JournalRecord, isWhole: Bool) -> LastWord {
    LastWord(
      field: nil, changeSet: record.changeSet, found: .none, left: .none, wanted: .none,
      isWhole: isWhole)
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

  private func fieldWords(
    on change: Change, _ isPublic: (KeyMaterial) -> Bool, _ isAsked: (Int) -> Bool
  ) -> [LastWord] {
    let life = life
    guard life.contains(where: { isAsked($0.changeSet) }),
      let document = JournalItem(change, isPublic: isPublic).after,
      let wanted = JournalDocument.fields(of: String(decoding: document, as: UTF8.self))
    else { return [] }
    let items = life.map { record in
      Item(
        changeSet: record.changeSet, isWhole: Action(rawValue: record.action) != .update,
        before: JournalReplay.fields(record.before) ?? [:],
        after: JournalReplay.fields(record.after) ?? [:])
    }
    var words: [LastWord] = []
    for (name, value) in wanted where !JournalStep.observations.contains(name) {
      guard let item = items.first(where: { $0.isWhole || $0.after[name] != nil }),
        isAsked(item.changeSet)
      else { continue }
      func asJournaled(_ value: FieldValue?) -> FieldValue {
        (value ?? .none).asJournaled(in: name)
      }
      words.append(
        LastWord(
          field: name, changeSet: item.changeSet, found: asJournaled(item.before[name]),
          left: asJournaled(item.after[name]), wanted: asJournaled(value), isWhole: item.isWhole))
    }
    return words
  }

  private struct Item {
    let changeSet: Int
    let isWhole: Bool
    let before: [String: FieldValue]
    let after: [String: FieldValue]
  }
}
