/// What version control says of the repository that a plan was made from: as claimed there.
package struct SourceRevision: Hashable, Sendable {
  /// Where the repository came from, without user or password; nil where git does not say.
  package let repository: String?
  package let commit: String?
  /// Author of that commit.
  package let author: String?
  /// Whether files differed from the commit: the commit alone does not give the plan then.
  package let isDirty: Bool

  package init(repository: String?, commit: String?, author: String?, isDirty: Bool) {
    self.repository = repository
    self.commit = commit
    self.author = author
    self.isDirty = isDirty
  }
}

/// A change that was planned and is no part of the plan.
package struct LeftOut: Hashable, Sendable {
  package let action: Action
  package let address: Address

  package init(action: Action, address: Address) {
    self.action = action
    self.address = address
  }
}
