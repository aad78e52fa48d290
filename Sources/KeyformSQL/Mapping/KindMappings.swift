internal import KeyformCore

/// Product keys. `value` holds the key of every kind that has one; for public kinds it is part of
/// the value, for secret ones it travels beside it.
struct KeyMapping: RowMapping {
  static let table = SQLSchema.productKey
  static let fields = ProductKey.storedFields
  static let lists = ListMapping.all([
    ListMapping(SQLSchema.productKeyProduct, ["products"]),
    ListMapping<ProductKey>(SQLSchema.productKeyArchitecture, ["architectures"]),
  ])

  let project: String

  /// What a secret's row says of its value, as people may have changed one without the other.
  ///
  /// The value itself tells, also where its columns stayed what they were. A tail that disagrees
  /// with value and check value was changed alone, and stays for a plan to put right, as does what is
  /// missing. Without its value a key has no identity, whatever the columns say: a plan brings it
  /// back. Only a key that never had a value has a tail and no check value.
  static func settle(_ row: inout StoredRow<ProductKey>, isWithheld: Bool) {
    guard row.value.isSecret else {
      row.value.publicValue = row.material
      return
    }
    if isWithheld { return }
    guard let material = row.material else {
      if row.value.identity != nil { (row.value.tail, row.value.check) = (nil, nil) }
      return
    }
    guard let check = row.value.check else { return }
    row.value.check = KeyCheck(of: material)
    if row.value.tail != nil, check != row.value.check { row.value.tail = material.tail }
  }

  /// The value alone.
  static func write(_ material: KeyMaterial?, to row: inout RowBinder) {
    row.text(material?.reveal())
  }
}

/// Deployments. The `os` stands in the row and, with role os, among the products.
struct DeploymentMapping: RowMapping {
  static let table = SQLSchema.deployment
  static let fields = Deployment.storedFields
  static let lists = ListMapping.all([
    ListMapping(SQLSchema.deploymentProduct, ["os", "image", "office"], hasRoles: true),
    ListMapping<Deployment>(SQLSchema.deploymentArchitecture, ["architecture"]),
  ])

  let project: String
}

/// Bindings. Both references are foreign keys.
struct BindingMapping: RowMapping {
  static let table = SQLSchema.binding
  static let fields = Binding.storedFields
  static let lists = ListMapping<Binding>.all([])

  let project: String
}

/// KMS hosts of the organisation.
struct HostMapping: RowMapping {
  static let table = SQLSchema.kmsHost
  static let fields = KMSHost.storedFields
  static let lists = ListMapping.all([ListMapping<KMSHost>(SQLSchema.kmsHostKey, ["hostKey"])])

  let project: String
}

/// Forests with an activation object.
struct DirectoryMapping: RowMapping {
  static let table = SQLSchema.directory
  static let fields = Directory.storedFields
  static let lists = ListMapping.all([ListMapping<Directory>(SQLSchema.directoryKey, ["hostKey"])])

  let project: String
}

/// What is done with the rows of each kind, compiled for each.
protocol MappingVisitor {
  associatedtype Failure: Error = Never

  mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) throws(Failure)
}

extension EntityKind {
  func visit<Visitor: MappingVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    switch self {
    case .key: try visitor.visit(KeyMapping.self)
    case .deployment: try visitor.visit(DeploymentMapping.self)
    case .binding: try visitor.visit(BindingMapping.self)
    case .host: try visitor.visit(HostMapping.self)
    case .directory: try visitor.visit(DirectoryMapping.self)
    }
  }

  static func visitAll<Visitor: MappingVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    for kind in allCases { try kind.visit(&visitor) }
  }

  /// The tables of managed kinds, whose rows are of a project or unmanaged. A list's rows have the
  /// owner of the row they belong to.
  static let tables: [TableShape] = {
    var list = TableList()
    visitAll(&list)
    return list.tables
  }()

  private struct TableList: MappingVisitor {
    var tables: [TableShape] = []

    mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) {
      tables.append(Mapping.table)
    }
  }

  /// Whether rows of other kinds refer to its rows, which go last then.
  var isReferredTo: Bool {
    switch self {
    case .key, .deployment: true
    case .binding, .host, .directory: false
    }
  }
}
