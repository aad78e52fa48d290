internal import KeyformCore

/// Deployments. The `os` stands in the row and, with role os, among the products.
struct DeploymentMapping: RowMapping {
  enum List: CaseIterable, Sendable { case products, architectures, labels }

  static let table = SQLSchema.deployment
  static let fields = Deployment.storedFields

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

  let project: String
  private var architectures = InternedList<WrittenArchitecture>()

  init(project: String) { self.project = project }

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
