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
