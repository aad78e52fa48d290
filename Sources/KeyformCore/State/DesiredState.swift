/// What a repository wants of one target, with what could be learnt on the way.
package struct DesiredState: Sendable {
  package let project: String
  package let inventory: Inventory
  /// What became of each key's secret, parallel to `inventory.keys.entries`.
  package let secrets: [SecretReading]
  /// Keys of other projects by project name, where `imports` or the target told them.
  package let imported: [String: EntrySet<ProductKey>]
  /// By name.
  package let waivers: [Waiver]
  /// What other projects use in the target; nothing where that is not known.
  package let crossProjectUses: [CrossProjectUse]

  package init(
    project: String, inventory: Inventory, secrets: [SecretReading],
    imported: [String: EntrySet<ProductKey>] = [:], waivers: [Waiver] = [],
    crossProjectUses: [CrossProjectUse] = []
  ) {
    self.project = project
    self.inventory = inventory
    self.secrets = secrets
    self.imported = imported
    self.waivers = waivers
    self.crossProjectUses = crossProjectUses
  }
}

/// What became of reading one key's secret.
package enum SecretReading: Hashable, Sendable {
  /// A public key, or no `secret:`.
  case notNeeded
  case read(KeyMaterial)
  /// The source gave a text that is no product key.
  case flawed(KeyParseError)
  /// The source is out of reach here; the reason names variable or file, never a value.
  case unreadable(String)
  /// Nobody looked: it was not asked for, or the files are not trusted.
  case notOpened

  package var key: KeyMaterial? {
    if case .read(let key) = self { return key }
    return nil
  }
}
