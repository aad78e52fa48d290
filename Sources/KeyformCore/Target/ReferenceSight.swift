/// What a target holds of what a `ReferenceDemand` asks for.
package struct ReferenceSight: Sendable {
  /// The patterns of projects that each key is shared with, by owner and name. A key that is not
  /// there is missing.
  package var keys: [String: [String: [String]]] = [:]
  /// The project's own deployments that are there.
  package var deployments: Set<String> = []
  /// Rows that refer to what leaves its place.
  package var uses: [RowUse] = []

  package init() {}
}

/// A row that refers to a key or a deployment, of whomever they are.
package struct RowUse: Hashable, Sendable, Comparable {
  /// Whose row it is; empty: an unmanaged one.
  package let project: String
  package let address: Address
  /// What it refers to, and whose that is.
  package let target: Address
  package let owner: String

  package init(project: String, address: Address, target: Address, owner: String) {
    self.project = project
    self.address = address
    self.target = target
    self.owner = owner
  }

  /// The field that refers.
  var field: String {
    switch (target.kind, address.kind) {
    case (.deployment, _): "deployment"
    case (_, .host), (_, .directory): "hostKey"
    default: "key"
    }
  }

  /// For people: `binding/NAME of project PROJECT`.
  var shown: String {
    project.isEmpty ? "unmanaged \(address)" : "\(address) of project \(project)"
  }

  package static func < (left: RowUse, right: RowUse) -> Bool {
    (left.project, left.address, left.target, left.owner)
      < (right.project, right.address, right.target, right.owner)
  }
}
