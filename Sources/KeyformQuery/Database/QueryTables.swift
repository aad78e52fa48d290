package import KeyformCore
internal import KeyformSQL

/// Everything that queries read: an inventory as the tables of a target, with what stands beside
/// it. Made once, read by any number of connections at once.
package final class QueryTables: Sendable {
  let tables: [QueryTable]
  let today: CalendarDate
  let isCancelled: @Sendable () -> Bool

  /// `files` are the paths that origins refer to; of a target, `journal` tells which change set wrote
  /// an entry last. `mask` hides what is shaped like a secret key,
  /// in every text.
  package init(
    _ inventory: Inventory, project: String, files: [String] = [], catalog: ReferenceCatalog,
    today: CalendarDate, changes: [Change] = [], journal: JournalContents? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    mask: @escaping @Sendable (String) -> String
  ) {
    tables = Self.sources(
      inventory, project: project, files: files, catalog: catalog, changes: changes,
      journal: journal
    ).map { QueryTable($0, mask: mask) }
    self.today = today
    self.isCancelled = isCancelled
  }

  static func sources(
    _ inventory: Inventory, project: String, files: [String], catalog: ReferenceCatalog?,
    changes: [Change], journal: JournalContents?
  ) -> [any TableSource] {
    let changeSets = journal?.lastChangeSets ?? [:]
    return inventory.tables(of: project).map {
      EntryRows($0, files: files, changeSets: changeSets)
    }
      + [
        ReferenceRows.products(catalog, inventory), ReferenceRows.lifecycle(catalog),
        ChangeRows(changes),
      ] + JournalRows.sources(journal)
  }

  /// Tables, then views.
  var names: [String] { tables.map(\.name) + SQLSchema.viewNames }

  /// Makes what queries will read, on all cores.
  package func keep(_ reads: QueryReads) {
    let read = tables.filter { reads.columns[$0.name] != nil }
    _ = AllCores.map(read.count) { read[$0].keep(reads.columns[read[$0].name] ?? []) }
  }

  /// The tables that only a target's journal fills.
  package static let journal = JournalRows.tables
}
