internal import KeyformCore

/// Forests with an activation object.
struct DirectoryMapping: RowMapping {
  enum List: CaseIterable, Sendable { case hostKeys, labels }

  static let table = SQLSchema.directory
  static let fields = Directory.storedFields

  static func shape(of list: List) -> ListShape {
    switch list {
    case .hostKeys: ListShape(SQLSchema.directoryKey)
    case .labels: .labels(of: .directory)
    }
  }

  let project: String

  init(project: String) { self.project = project }

  mutating func add(
    _ item: ListItem, of list: List, to directory: inout Directory
  ) throws(TargetError) {
    switch list {
    case .hostKeys:
      directory.hostKeys.append(
        KeyReference(project: item.first, name: item.second, from: project))
      // A key of this project has no project in front in the file, but has one in the table.
      directory.hostKeys.sort()
    case .labels: directory.annotations.labels.append(Label(item))
    }
  }

  func forEachItem(
    of directory: Directory, in list: List, _ body: (ListItem) throws(TargetError) -> Void
  ) throws(TargetError) {
    switch list {
    case .hostKeys: for key in directory.hostKeys { try body(ListItem(key, from: project)) }
    case .labels: for label in directory.annotations.labels { try body(ListItem(label)) }
    }
  }
}
