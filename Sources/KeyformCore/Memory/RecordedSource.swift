/// What the journal holds of a change set's source.
package struct RecordedSource: Hashable, Sendable {
  package let source: ChangeSetSource
  /// Id of the commit's tree; nil where it is not known.
  package let tree: String?
  /// The repository that it was applied from, as far as that was kept.
  package let repository: RepositoryIdentity

  package init(source: ChangeSetSource, tree: String?, repository: RepositoryIdentity) {
    self.source = source
    self.tree = tree
    self.repository = repository
  }

  package var changeSet: Int { source.writer.changeSet }
}

extension RecordedSource {
  package init(_ changeSet: Int, _ header: ChangeSetHeader, databaseRole: String?) {
    let writer = LastWriter(
      changeSet: changeSet, appliedAt: header.appliedAt, operatorName: header.operatorName,
      databaseRole: databaseRole)
    self.init(
      source: ChangeSetSource(writer: writer, commit: header.commit, undoOf: header.undoOf),
      tree: header.tree,
      repository: header.memory.flatMap { ProjectMemory(text: $0) }?.repository ?? .unknown)
  }
}
