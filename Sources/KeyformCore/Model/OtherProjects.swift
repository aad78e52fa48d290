/// What other projects of a target have to do with one project.
package struct OtherProjects: Sendable {
  /// Keys of other projects by project: those that are shared with this one, and those that its
  /// rows refer to.
  package let keys: [String: EntrySet<ProductKey>]
  /// Rows of others, also those without a project, that use this project's keys, keys without one,
  /// or `keys`; by project and address.
  package let uses: [CrossProjectUse]

  package init(keys: [String: EntrySet<ProductKey>], uses: [CrossProjectUse]) {
    self.keys = keys
    self.uses = uses
  }

  package static let none = OtherProjects(keys: [:], uses: [])
}

/// A row of another project that uses a key.
package struct CrossProjectUse: Hashable, Sendable, Comparable {
  /// Whose row it is; empty: an unmanaged one.
  package let project: String
  package let address: Address
  /// As this project would write it: without a project where it is one of ours.
  package let key: KeyReference
  /// What a binding uses it for; empty for hosts and directories.
  package let use: KeyUse
  /// The binding's, or else its deployment's.
  package let machines: Int?
  /// Machines activated so far, as somebody read them.
  package let activated: Int?

  package init(
    project: String, address: Address, key: KeyReference, use: KeyUse = [],
    machines: Int? = nil, activated: Int? = nil
  ) {
    self.project = project
    self.address = address
    self.key = key
    self.use = use
    self.machines = machines
    self.activated = activated
  }

  /// For people: `binding/NAME of project PROJECT`.
  package var shown: String {
    project.isEmpty ? "unmanaged \(address)" : "\(address) of project \(project)"
  }

  package static func < (left: CrossProjectUse, right: CrossProjectUse) -> Bool {
    (left.project, left.address, left.key) < (right.project, right.address, right.key)
  }
}

extension ProductKey {
  /// Whether `project` may refer to the key.
  package func isShared(with project: String) -> Bool {
    sharedWith.contains { Glob($0).matches(project) }
  }
}
