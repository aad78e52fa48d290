import KeyformCore

/// The rows of a target for one project, values of secrets among them, to be compared.
struct TargetRows: Equatable {
  private struct Owned: Equatable {
    let keys: [ProductKey]
    let materials: [KeyMaterial?]
    let deployments: [Deployment]
    let bindings: [Binding]
    let hosts: [KMSHost]
    let directories: [Directory]

    init(_ inventory: Inventory, _ materials: [KeyMaterial?]) {
      keys = inventory.keys.entries.map(\.value)
      self.materials = materials
      deployments = inventory.deployments.entries.map(\.value)
      bindings = inventory.bindings.entries.map(\.value)
      hosts = inventory.hosts.entries.map(\.value)
      directories = inventory.directories.entries.map(\.value)
    }
  }

  private let own: Owned
  private let unmanaged: Owned
  private let uses: [CrossProjectUse]

  init(_ stored: StoredInventory) {
    own = Owned(stored.inventory, stored.materials)
    unmanaged = Owned(stored.unmanaged, stored.unmanagedMaterials)
    uses = stored.neighbours.uses
  }

  /// Whether the project has what `desired` says and nothing else: newer counts of the target
  /// stay, and secrets that are at hand are there.
  func holds(_ desired: Inventory, secrets: [String: KeyMaterial]) -> Bool {
    let keys = Self.observed(desired.keys, own.keys)
    let materials = zip(keys, own.materials).map { key, material in
      key.isSecret ? secrets[key.name] ?? material : key.publicValue
    }
    let wanted = Owned(
      Inventory(
        keys: EntrySet(keys.map { Entry($0, origin: .none) }),
        deployments: desired.deployments,
        bindings: EntrySet(
          Self.observed(desired.bindings, own.bindings).map { Entry($0, origin: .none) }),
        hosts: desired.hosts, directories: desired.directories), materials)
    return wanted == own
  }

  /// Whether all is as it was when `start` was read, but for newer counts.
  func areThoseOf(_ start: StoredInventory) -> Bool {
    var secrets: [String: KeyMaterial] = [:]
    for (entry, material) in zip(start.inventory.keys.entries, start.materials) {
      secrets[entry.name] = material
    }
    let then = TargetRows(start)
    return holds(start.inventory, secrets: secrets) && unmanaged == then.unmanaged
      && uses == then.uses
  }

  private static func observed<Value: Managed>(
    _ desired: EntrySet<Value>, _ stored: [Value]
  ) -> [Value] {
    desired.entries.map { entry in
      guard let row = stored.first(where: { $0.name == entry.name }) else { return entry.value }
      return entry.value.keepingNewerObservations(of: row)
    }
  }
}
