/// One change set of a target's journal, as the journal holds it.
package struct JournalEntry: Hashable, Sendable {
  package let changeSet: Int
  package let header: ChangeSetHeader
  /// The database's own word on who applied; nil where the engine knows no roles.
  package let databaseRole: String?
  /// How many rows were created, updated and deleted.
  package let items: Int
  /// SHA-256 over the change set, its items and the hash of the one before it.
  package let hash: String

  package init(
    changeSet: Int, header: ChangeSetHeader, databaseRole: String?, items: Int, hash: String
  ) {
    self.changeSet = changeSet
    self.header = header
    self.databaseRole = databaseRole
    self.items = items
    self.hash = hash
  }
}
