/// What version control says of the repository that a plan was made from: as claimed there.
package struct SourceRevision: Hashable, Sendable {
  /// Where the repository came from, without user or password; nil where git does not say.
  package let repository: String?
  package let commit: String?
  /// Author of that commit.
  package let author: String?
  /// Whether files differed from the commit: the commit alone does not give the plan then.
  package let isDirty: Bool
  /// Id of that commit's tree; nil where git does not say.
  package let tree: String?
  /// Ids of the commits without parents that the commit descends from, sorted; empty where they
  /// cannot be known, as in a shallow clone.
  package let roots: [String]
  /// Whether the clone lacks older commits: what it says of them is not the whole.
  package let isShallow: Bool

  package init(
    repository: String?, commit: String?, author: String?, isDirty: Bool, tree: String? = nil,
    roots: [String] = [], isShallow: Bool = false
  ) {
    self.repository = repository
    self.commit = commit
    self.author = author
    self.isDirty = isDirty
    self.tree = tree
    self.roots = roots
    self.isShallow = isShallow
  }
}

extension SourceRevision {
  /// Whether the text is an id of git's: 40 or 64 lower-case hex digits.
  package static func isObjectID(_ text: String) -> Bool {
    [40, 64].contains(text.utf8.count) && Hex.bytes(text) != nil
  }
}
