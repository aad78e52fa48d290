internal import KeyformCore

/// KMS hosts of the organisation.
struct HostMapping: RowMapping {
  enum List: CaseIterable, Sendable { case hostKeys, labels }

  static let table = SQLSchema.kmsHost

  static func shape(of list: List) -> ListShape {
    switch list {
    case .hostKeys: ListShape(SQLSchema.kmsHostKey)
    case .labels: .labels(of: .host)
    }
  }

  private let project: String
  private var systems = InternedWord<ProductID>()

  init(project: String) { self.project = project }

  mutating func read(_ row: inout RowReader) throws(TargetError) -> StoredRow<KMSHost> {
    var host = KMSHost(name: row.name)
    host.fqdn = try row.requiredText()
    host.os = try row.word(&systems) { ProductID($0) }
    host.build = row.text()
    host.port = try row.requiredCount()
    host.publishDNS = try row.flag()
    host.activationInterval = try row.requiredCount()
    host.renewalInterval = try row.requiredCount()
    host.licencePacks = row.list()
    host.activations = try row.count()
    host.annotations = try row.annotations()
    return StoredRow(value: host)
  }

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

  func write(
    _ host: KMSHost, material: KeyMaterial?, to row: inout RowBinder
  ) throws(TargetError) {
    row.text(host.fqdn)
    row.text(host.os?.text)
    row.text(host.build)
    row.count(host.port)
    row.flag(host.publishDNS)
    row.count(host.activationInterval)
    row.count(host.renewalInterval)
    row.list(host.licencePacks)
    row.count(host.activations)
    row.annotations(host.annotations)
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
