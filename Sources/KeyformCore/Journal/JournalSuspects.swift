/// Tells which items of an altered change set do not fit the rest of the journal, or the rows that
/// they led to. A hash shows only that something was altered.
package enum JournalSuspects {
  /// At most one flaw an item, by change set and item. `records` are all of the project's.
  package static func flaws(
    in records: [JournalRecord], altered: Set<Int>, stored: Inventory
  ) -> [JournalFlaw] {
    guard !altered.isEmpty else { return [] }
    var replay = JournalReplay()
    var addresses: [JournalPlace: Address] = [:]
    var flaws: [JournalPlace: JournalFlaw] = [:]
    func blame(_ writer: JournalPlace, _ problem: String) {
      guard flaws[writer] == nil else { return }
      flaws[writer] = JournalFlaw(
        changeSet: writer.changeSet, ordinal: writer.ordinal, address: addresses[writer], problem,
        isContent: true)
    }
    for record in records {
      addresses[record.place] = record.address
      for misfit in replay.take(record) {
        if altered.contains(record.changeSet) {
          blame(record.place, misfit.problem)
        } else if let writer = misfit.written, altered.contains(writer.changeSet) {
          blame(writer, "does not fit change set \(record.changeSet), which came later")
        }
      }
    }
    for entity in stored.entities {
      for misfit in replay.misfits(at: entity.address, with: entity.journalFields) {
        guard let writer = misfit.written, altered.contains(writer.changeSet) else { continue }
        blame(writer, "does not fit the row that the target holds now")
      }
    }
    return flaws.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension JournalReplay.Misfit {
  fileprivate var problem: String {
    switch cause {
    case .unreadable: "its document is not what Keyform writes"
    case .wasThere: "the row was there already"
    case .wasGone: "there was no such row before it"
    case .field(let name): "`\(name)` before it was something else"
    }
  }
}

extension Entity {
  /// The fields as the journal would write them: masked, counts as text, no secret value.
  var journalFields: [String: FieldValue] {
    var journaled: [String: FieldValue] = [:]
    forEachField { journaled[$0] = $1.asJournaled(in: $0) }
    if case .key(let entry) = self, entry.value.isSecret {
      journaled[ProductKey.Field.value.rawValue] = nil
    }
    return journaled
  }
}

extension FieldValue {
  /// As it reads back from the journal: counts and flags as text, and what is shaped like a product
  /// key masked in every text but the value of a public key.
  package func asJournaled(in field: String) -> FieldValue {
    func masked(_ text: String) -> String {
      field == ProductKey.Field.value.rawValue ? text : KeyShape.masked(text) { _ in false }
    }
    return switch self {
    case .none: .none
    case .text(let text): .text(masked(text))
    case .count(let count): .text(String(count))
    case .flag(let flag): .text(flag ? "true" : "false")
    case .list(let items): .list(items.map(masked))
    }
  }
}
