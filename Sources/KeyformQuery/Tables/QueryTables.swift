package import KeyformCore
internal import KeyformSQL

/// Everything that queries read: an inventory as the tables of a target, with what stands beside
/// it. Made once, read by any number of connections at once.
package final class QueryTables: Sendable {
  let tables: [QueryTable]
  let today: CalendarDate
  let isCancelled: @Sendable () -> Bool

  /// `files` are the paths that origins refer to; of a target, `journal` tells which change set wrote
  /// an entry last. `mask` hides what is shaped like a secret key, in every text.
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

/// What a query reads.
package struct QueryReads: Hashable, Sendable {
  /// The columns of each table, and of each view that it names.
  package private(set) var columns: [String: Set<String>] = [:]

  package init() {}

  package var tables: Set<String> { Set(columns.keys) }

  /// Whether it reads what only a target's journal tells.
  package var needsJournal: Bool {
    !tables.isDisjoint(with: QueryTables.journal)
      || columns.values.contains { $0.contains("change_set") }
  }

  /// `column` is empty where only rows are counted.
  mutating func insert(_ column: String, of table: String) {
    columns[table, default: []].insert(column)
  }

  mutating func formUnion(_ other: QueryReads) {
    columns.merge(other.columns) { $0.union($1) }
  }
}

/// A table or view as people read of it.
package struct TableDescription: Hashable, Sendable {
  package let name: String
  package let meaning: String
  package let columns: [QueryColumn]
}

extension QueryTables {
  /// Every table, then the views, in the order of the documentation.
  package static let descriptions: [TableDescription] =
    sources(.empty, project: "", files: [], catalog: nil, changes: [], journal: nil).map {
      TableDescription(name: $0.name, meaning: $0.meaning, columns: $0.columns)
    } + views

  private static let views: [TableDescription] = [
    TableDescription(
      name: "deployment_key",
      meaning: "What rollout tools read: each use of an active key by a deployment.",
      columns: viewColumns { _ in true }),
    TableDescription(
      name: "deployment_key_masked", meaning: "The same without value and sealed.",
      columns: viewColumns { $0 != "value" && $0 != "sealed" }),
  ]

  private static func viewColumns(_ isWanted: (String) -> Bool) -> [QueryColumn] {
    [
      "project", "deployment", "used_for", "product", "architecture", "kind", "key_project",
      "key_name", "value", "sealed", "tail", "check_value", "change_set",
    ].filter(isWanted).map { name in
      QueryColumn(
        name, name == "change_set" ? .integer : .text,
        SQLSchema.productKey.columns.first { $0.name == name }?.meaning
          ?? ColumnMeanings.of(name, in: "deployment_key"))
    }
  }
}
