internal import KeyformCore

/// KMS hosts of the organisation.
struct HostMapping: RowMapping {
  enum List: CaseIterable, Sendable { case hostKeys, labels }

  static let table = SQLSchema.kmsHost
  static let fields = KMSHost.storedFields

  static func shape(of list: List) -> ListShape {
    switch list {
    case .hostKeys: ListShape(SQLSchema.kmsHostKey)
    case .labels: .labels(of: .host)
    }
  }

  let project: String

  init(project: String) { self.project = project }

  mutating func add(
    _ item: ListItem, of list: List, to host: inout KMSHost
  ) throws(TargetError) {
    switch list {
    case .hostKeys:
      host.hostKeys.append(KeyReference(project: item.first, name: item.second, from: project))
      // A key of this project has no project in front in the file, but has one in the table.
      host.hostKeys.sort()
    case .labels: host.annotations.labels.append(Label(item))
    }
  }

  func forEachItem(
    of host: KMSHost, in list: List, _ body: (ListItem) throws(TargetError) -> Void
  ) throws(TargetError) {
    switch list {
    case .hostKeys: for key in host.hostKeys { try body(ListItem(key, from: project)) }
    case .labels: for label in host.annotations.labels { try body(ListItem(label)) }
    }
  }
}
