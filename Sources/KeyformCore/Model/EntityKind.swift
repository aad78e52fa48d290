/// The managed kinds of entry. `allCases` is the order of plans and reports.
package enum EntityKind: String, Sendable, CaseIterable, Comparable {
  case key, deployment, binding, host, directory

  /// The section of a resource file that holds this kind.
  package var section: String {
    switch self {
    case .key: "keys"
    case .deployment: "deployments"
    case .binding: "bindings"
    case .host: "hosts"
    case .directory: "directories"
    }
  }

  private var rank: Int {
    switch self {
    case .key: 0
    case .deployment: 1
    case .binding: 2
    case .host: 3
    case .directory: 4
    }
  }

  package static func < (left: EntityKind, right: EntityKind) -> Bool { left.rank < right.rank }
}
