internal import KeyformCore

/// Deployments. The `os` stands in the row and, with role os, among the products.
struct DeploymentMapping: RowMapping {
  static let table = SQLSchema.deployment
  static let fields = Deployment.storedFields
  static let lists = ListMapping.all([
    ListMapping(SQLSchema.deploymentProduct, ["os", "image", "office"], hasRoles: true),
    ListMapping<Deployment>(SQLSchema.deploymentArchitecture, ["architecture"]),
  ])

  let project: String

  init(project: String) { self.project = project }
}

/// Bindings. Both references are foreign keys.
struct BindingMapping: RowMapping {
  static let table = SQLSchema.binding
  static let fields = Binding.storedFields
  static let lists = ListMapping<Binding>.all([])

  let project: String

  init(project: String) { self.project = project }
}

/// KMS hosts of the organisation.
struct HostMapping: RowMapping {
  static let table = SQLSchema.kmsHost
  static let fields = KMSHost.storedFields
  static let lists = ListMapping.all([ListMapping<KMSHost>(SQLSchema.kmsHostKey, ["hostKey"])])

  let project: String

  init(project: String) { self.project = project }
}

/// Forests with an activation object.
struct DirectoryMapping: RowMapping {
  static let table = SQLSchema.directory
  static let fields = Directory.storedFields
  static let lists = ListMapping.all([ListMapping<Directory>(SQLSchema.directoryKey, ["hostKey"])])

  let project: String

  init(project: String) { self.project = project }
}
