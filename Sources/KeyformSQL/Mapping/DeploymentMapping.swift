internal import KeyformCore

/// Deployments. The `os` stands in the row and, with role os, among the products.
struct DeploymentMapping: RowMapping {
  enum List: CaseIterable, Sendable { case products, architectures, labels }

  static let table = SQLSchema.deployment

  static func shape(of list: List) -> ListShape {
    switch list {
    case .products: ListShape(SQLSchema.deploymentProduct)
    case .architectures: ListShape(SQLSchema.deploymentArchitecture)
    case .labels: .labels(of: .deployment)
    }
  }

  /// What a deployment has a product for.
  private enum Role: String {
    case os, image, office
  }

  private var systems = InternedWord<ProductID>()
  private var media = InternedWord<Media>()
  private var licences = InternedWord<FormerLicence>()
  private var editions = InternedWord<ProductID>()
  private var activationTypes = InternedWord<ActivationType>()
  private var hosts = InternedWord<ProductID>()
  private var architectures = InternedList<WrittenArchitecture>()

  init(project: String) {}

  mutating func read(_ row: inout RowReader) throws(TargetError) -> StoredRow<Deployment> {
    var deployment = Deployment(name: row.name)
    deployment.os = try row.requiredWord(&systems) { ProductID($0) }
    deployment.release = row.text()
    deployment.media = try row.word(&media, Media.init(rawValue:))
    let licence = try row.word(&licences, FormerLicence.init(rawValue:))
    let edition = try row.word(&editions) { ProductID($0) }
    deployment.setConversion(licence: licence, edition: edition)
    deployment.machines = try row.count()
    deployment.servedBy = row.list()
    deployment.build = row.text()
    deployment.domainJoined = try row.flag()
    deployment.forest = row.text()
    deployment.activationType = try row.word(&activationTypes, ActivationType.init(rawValue:))
    let hypervisor = row.text()
    let host = try row.word(&hosts) { ProductID($0) }
    deployment.setVirtualization(hypervisor: hypervisor, host: host)
    deployment.reimaged = try row.flag()
    deployment.lookupDomain = row.text()
    deployment.annotations = try row.annotations()
    return StoredRow(value: deployment)
  }

  mutating func add(
    _ item: ListItem, of list: List, to deployment: inout Deployment
  ) throws(TargetError) {
    switch list {
    case .products:
      switch Role(rawValue: item.first) {
      case .os:
        guard deployment.os?.text == item.second else {
          throw damaged(deployment, "os differs between its two tables")
        }
      case .image: deployment.image.append(ProductID(item.second))
      case .office: deployment.office.append(ProductID(item.second))
      case nil: throw damaged(deployment, "a product has a role that is not known")
      }
    case .architectures:
      architectures.add(item.first, to: &deployment.architectures) { WrittenArchitecture($0) }
    case .labels: deployment.annotations.labels.append(Label(item))
    }
  }

  private func damaged(_ deployment: Deployment, _ problem: String) -> TargetError {
    .damaged(row: deployment.address.description, problem: problem)
  }

  func write(
    _ deployment: Deployment, material: KeyMaterial?, to row: inout RowBinder
  ) throws(TargetError) {
    if deployment.os == nil, !row.takesIncomplete {
      throw .refused(row: deployment.address.description, problem: "its os is not stated")
    }
    row.text(deployment.os?.text)
    row.text(deployment.release)
    row.text(deployment.media?.rawValue)
    row.text(deployment.from?.licence?.rawValue)
    row.text(deployment.from?.edition?.text)
    row.count(deployment.machines)
    row.list(deployment.servedBy)
    row.text(deployment.build)
    row.flag(deployment.domainJoined)
    row.text(deployment.forest)
    row.text(deployment.activationType?.rawValue)
    row.text(deployment.virtualization?.hypervisor)
    row.text(deployment.virtualization?.host?.text)
    row.flag(deployment.reimaged)
    row.text(deployment.lookupDomain)
    row.annotations(deployment.annotations)
  }

  func forEachItem(
    of deployment: Deployment, in list: List, _ body: (ListItem) throws(TargetError) -> Void
  ) throws(TargetError) {
    switch list {
    case .products:
      if let os = deployment.os { try body(ListItem(Role.os.rawValue, os.text)) }
      for product in deployment.image { try body(ListItem(Role.image.rawValue, product.text)) }
      for product in deployment.office { try body(ListItem(Role.office.rawValue, product.text)) }
    case .architectures:
      for architecture in deployment.architectures { try body(ListItem(architecture.text)) }
    case .labels:
      for label in deployment.annotations.labels { try body(ListItem(label)) }
    }
  }
}
