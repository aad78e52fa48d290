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

/// What the journal records of an apply. All of it as claimed by the caller.
package struct ChangeSetHeader: Hashable, Sendable {
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package let appliedAt: String
  package let operatorName: String?
  package let repository: String?
  package let commit: String?
  /// SHA-256 of the saved plan; nil where plan and apply were one command.
  package let planDigest: String?
  package let catalog: String
  package let toolVersion: String
  /// The change set that this one takes back; nil for every other.
  package let undoOf: Int?
  /// Id of the commit's tree; nil where git did not say, and where an older Keyform wrote it.
  package let tree: String?
  /// Whether files differed from the commit; nil where nobody knows.
  package let isDirty: Bool?
  /// Who approved the plan, as JSON; nil where nobody was asked.
  package let approvals: String?
  /// A ``ProjectMemory`` as its text. The target sets it: what it kept before has a part in it.
  package var memory: String?

  package init(
    appliedAt: String, operatorName: String?, repository: String?, commit: String?,
    planDigest: String?, catalog: String, toolVersion: String, undoOf: Int? = nil,
    tree: String? = nil, isDirty: Bool? = nil, approvals: String? = nil, memory: String? = nil
  ) {
    self.appliedAt = appliedAt
    self.operatorName = operatorName
    self.repository = repository
    self.commit = commit
    self.planDigest = planDigest
    self.catalog = catalog
    self.toolVersion = toolVersion
    self.undoOf = undoOf
    self.tree = tree
    self.isDirty = isDirty
    self.approvals = approvals
    self.memory = memory
  }
}
