/// The managed kinds of entry. `allCases` is the order of plans and reports.
package enum EntityKind: String, Sendable, CaseIterable, Comparable {
  case key, deployment, binding, host, directory

  /// The section of a resource file that holds this kind; the plural of its name.
  package var section: String {
    switch self {
    case .key: "keys"
    case .deployment: "deployments"
    case .binding: "bindings"
    case .host: "hosts"
    case .directory: "directories"
    }
  }

  /// All of them, for sentences that go on: `key, deployment, binding, host, directory`.
  package static let names = allCases.map(\.rawValue).joined(separator: ", ")

  /// All of them, for sentences: `key, deployment, binding, host or directory`.
  package static let listed =
    allCases.dropLast().map(\.rawValue).joined(separator: ", ") + " or "
    + allCases.suffix(1).map(\.rawValue).joined()

  /// Its place in `allCases`.
  package var rank: Int {
    switch self {
    case .key: 0
    case .deployment: 1
    case .binding: 2
    case .host: 3
    case .directory: 4
    }
  }

  /// The type of its values, for what is done once a kind: a generic function that takes it is not
  /// specialised. Loops over entries go through a ``KindVisitor``.
  package var type: any Managed.Type {
    switch self {
    case .key: ProductKey.self
    case .deployment: Deployment.self
    case .binding: Binding.self
    case .host: KMSHost.self
    case .directory: Directory.self
    }
  }

  func visit(_ visitor: inout some KindVisitor) {
    switch self {
    case .key: visitor.visit(ProductKey.self)
    case .deployment: visitor.visit(Deployment.self)
    case .binding: visitor.visit(Binding.self)
    case .host: visitor.visit(KMSHost.self)
    case .directory: visitor.visit(Directory.self)
    }
  }

  static func visitAll(_ visitor: inout some KindVisitor) {
    for kind in allCases { kind.visit(&visitor) }
  }

  package static func < (left: EntityKind, right: EntityKind) -> Bool { left.rank < right.rank }
}

/// What is done with the entries of each kind, compiled for each. A module whose loops over entries
/// are hot has a visitor of its own: one of another module would not be specialised.
protocol KindVisitor {
  mutating func visit<Value: Managed>(_ type: Value.Type)
}
