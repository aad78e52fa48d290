/// What a target remembers of a project, as it was when the rows were read.
package struct TargetMemory: Hashable, Sendable {
  /// Of the project's last change set; nil where there is none, and where an older Keyform wrote it.
  package let last: ProjectMemory?
  /// The project's change sets that took others back, by number.
  package let undos: [UndoneChangeSet]
  /// Other projects that have rows, by name; asked only where this one has no change set yet.
  package let others: [OtherProject]

  package init(
    last: ProjectMemory?, undos: [UndoneChangeSet] = [], others: [OtherProject] = []
  ) {
    self.last = last
    self.undos = undos
    self.others = others
  }

  package static let none = TargetMemory(last: nil)
}

/// A change set that took another one back.
package struct UndoneChangeSet: Hashable, Sendable {
  /// Of the change set that took back.
  package let writer: LastWriter
  /// The one that was taken back.
  package let undoOf: Int

  package init(writer: LastWriter, undoOf: Int) {
    self.writer = writer
    self.undoOf = undoOf
  }
}

/// Another project with rows in the target, and the repository that its last apply came from.
package struct OtherProject: Hashable, Sendable {
  package let name: String
  package let repository: RepositoryIdentity

  package init(name: String, repository: RepositoryIdentity) {
    self.name = name
    self.repository = repository
  }
}
