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

extension DesiredState {
  /// This state with the observations that `stored` has newer, for rules to judge by; nil where
  /// there are none, which is the usual case.
  package func withNewerObservations(
    of stored: Inventory, today: CalendarDate? = nil
  ) -> DesiredState? {
    let latest = today.map(Observation.latest)
    let keys = Self.newer(inventory.keys, stored.keys, latest)
    let bindings = Self.newer(inventory.bindings, stored.bindings, latest)
    guard keys != nil || bindings != nil else { return nil }
    var inventory = inventory
    inventory.keys = keys ?? inventory.keys
    inventory.bindings = bindings ?? inventory.bindings
    return DesiredState(
      project: project, inventory: inventory, secrets: secrets, imported: imported,
      waivers: waivers, crossProjectUses: crossProjectUses)
  }

  /// A merge join; nil where nothing is newer.
  private static func newer<Value: Managed>(
    _ desired: EntrySet<Value>, _ stored: EntrySet<Value>, _ latest: CalendarDate?
  ) -> EntrySet<Value>? {
    var entries = desired.entries
    var isAnyNewer = false
    var right = 0
    let rows = stored.entries
    for (index, entry) in desired.entries.enumerated() {
      while right < rows.count, rows[right].name < entry.name { right += 1 }
      guard right < rows.count, rows[right].name == entry.name,
        entry.value.hasOlderObservation(than: rows[right].value, latest: latest)
      else { continue }
      isAnyNewer = true
      entries[index] = entry.with(
        entry.value.keepingNewerObservations(of: rows[right].value, latest: latest))
    }
    return isAnyNewer ? EntrySet(sorted: entries) : nil
  }
}
