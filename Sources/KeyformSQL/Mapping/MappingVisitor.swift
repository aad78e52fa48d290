internal import KeyformCore

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

  /// The tables of managed kinds, whose rows are of a project or of nobody. A list's rows have the
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
