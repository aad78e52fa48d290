package import KeyformCore
internal import KeyformSQL

/// What a target's journal holds, for the tables `change_set` and `change_item`.
package struct JournalContents: Sendable {
  package let project: String
  package let sets: [JournalEntry]
  package let items: [JournalRecord]

  package init(project: String, sets: [JournalEntry], items: [JournalRecord]) {
    self.project = project
    self.sets = sets
    self.items = items
  }

  /// The change set that wrote each entry last.
  var lastChangeSets: [Address: Int] {
    Dictionary(items.map { ($0.address, $0.changeSet) }, uniquingKeysWith: max)
  }
}

enum JournalRows {
  static let tables = [SQLSchema.changeSet.name, SQLSchema.changeItem.name]

  /// Both tables; empty where there is no journal.
  static func sources(_ journal: JournalContents?) -> [any TableSource] {
    [
      FixedRows(SQLSchema.changeSet) { journal.map(sets) ?? [] },
      FixedRows(SQLSchema.changeItem) { journal.map(items) ?? [] },
    ]
  }

  private static func sets(_ journal: JournalContents) -> [[QueryCell]] {
    // Newest first in the journal; a table has them in the order of its key.
    journal.sets.reversed().enumerated().map { index, entry in
      let header = entry.header
      let previous = index > 0 ? journal.sets[journal.sets.count - index].hash : nil
      return [
        .text(journal.project), .integer(entry.changeSet), .text(header.appliedAt),
        QueryCell(header.operatorName), QueryCell(entry.databaseRole),
        QueryCell(header.repository), QueryCell(header.commit), QueryCell(header.planDigest),
        .text(header.catalog), .text(header.toolVersion), QueryCell(header.undoOf),
        QueryCell(previous), .text(entry.hash), QueryCell(header.tree),
        QueryCell(header.isDirty.map { $0 ? 1 : 0 }), QueryCell(header.approvals),
        QueryCell(header.memory),
      ]
    }
  }

  private static func items(_ journal: JournalContents) -> [[QueryCell]] {
    journal.items.map { item in
      [
        .text(journal.project), .integer(item.changeSet), .integer(item.ordinal),
        .text(item.action), .text(item.address.kind.rawValue), .text(item.address.name),
        QueryCell(item.before), QueryCell(item.after),
      ]
    }
  }
}
