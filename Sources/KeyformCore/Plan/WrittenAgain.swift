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
  /// values the journal shows, and `settled` are words that the changes may go against.
  package static func among(
    _ changes: [Change], records: [JournalRecord], undos: [UndoneChangeSet],
    settled: Set<WordAgainst> = [], isPublic: (KeyMaterial) -> Bool
  ) -> [WrittenAgain] {
    let byChangeSet = Dictionary(
      undos.map { ($0.writer.changeSet, $0) }, uniquingKeysWith: { first, _ in first })
    let stories = RowStories(of: changes, records)
    return changes.compactMap { change in
      let words = stories[of: change].lastWords(
        on: change, isPublic: isPublic, among: { byChangeSet[$0] != nil }
      ).filter { settled.isEmpty || !settled.contains($0.against(change)) }
      return WrittenAgain(change, words, byChangeSet)
    }
  }

  /// Nil where `words`, the last ones on what the change writes, are no undo's, or the change says
  /// something new.
  init?(_ change: Change, _ words: [LastWord], _ undos: [Int: UndoneChangeSet]) {
    var fields: [String] = []
    var undo: UndoneChangeSet?
    for word in words {
      guard let found = undos[word.changeSet], word.isTakenUpAgain else { continue }
      if let field = word.field { fields.append(field) }
      if found.writer.changeSet > undo?.writer.changeSet ?? 0 { undo = found }
    }
    guard let undo else { return nil }
    self.init(address: change.address, fields: fields, undo: undo)
  }
}
