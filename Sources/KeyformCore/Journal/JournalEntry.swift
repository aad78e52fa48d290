/// One change set of a target's journal, as the journal holds it.
package struct JournalEntry: Hashable, Sendable {
  package let changeSet: Int
  package let header: ChangeSetHeader
  /// The database's own word on who applied; nil where the engine knows no roles.
  package let databaseRole: String?
  /// Its items, counted by action; by name of the action.
  package let actions: [ActionCount]
  /// SHA-256 over the change set, its items and the hash of the one before it.
  package let hash: String

  package init(
    changeSet: Int, header: ChangeSetHeader, databaseRole: String?,
    actions: [ActionCount], hash: String
  ) {
    self.changeSet = changeSet
    self.header = header
    self.databaseRole = databaseRole
    self.actions = actions
    self.hash = hash
  }

  package var items: Int { actions.reduce(0) { $0 + $1.count } }
}

/// How many items of a change set did the same.
package struct ActionCount: Hashable, Sendable {
  /// As written: a word of an `Action`, or of one that a later Keyform knows.
  package let action: String
  package let count: Int

  package init(action: String, count: Int) {
    self.action = action
    self.count = count
  }
}
