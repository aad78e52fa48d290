/// What a repository wants of one target, with what could be learnt on the way.
package struct DesiredState: Sendable {
  package let project: String
  package var inventory: Inventory
  /// What became of each key's secret, parallel to `inventory.keys.entries`.
  package var secrets: [SecretReading]
  /// Keys of other projects by project name, where `imports` or the target told them.
  package var imported: [String: EntrySet<ProductKey>]
  /// By name.
  package let waivers: [Waiver]
  /// What other projects use in the target; nothing where that is not known.
  package var crossProjectUses: [CrossProjectUse]

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
    var state = self
    state.inventory.keys = keys ?? inventory.keys
    state.inventory.bindings = bindings ?? inventory.bindings
    return state
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

extension DesiredState {
  /// What a repository knows, with rows of the target in place of its entries: a row that is as its
  /// entry says is that entry; another one is silenced as its entry is. What files or secrets alone
  /// tell is known of the first kind, and of rows that a change of the files makes.
  package func holding(_ rows: Inventory, _ catalog: ReferenceCatalog) -> DesiredState {
    var writing = RowsAsWritten(own: inventory, catalog: catalog, rows: rows)
    EntityKind.visitAll(&writing)
    var state = self
    state.inventory = writing.rows
    state.secrets = writing.rows.keys.entries.map { entry in
      guard let index = inventory.keys.index(of: entry.name),
        inventory.keys.entries[index].value.identity == entry.value.identity
      else { return .notNeeded }
      return secrets[index]
    }
    return state
  }
}

extension DesiredState {
  /// The same with the products of another catalogue. `newcomers` are entries with products that this
  /// one does not have.
  package func known(
    to catalog: ReferenceCatalog
  ) -> (state: DesiredState, newcomers: Set<Address>) {
    var linking = Linking(catalog: catalog, inventory: inventory)
    EntityKind.visitAll(&linking)
    var state = self
    state.inventory = linking.inventory
    state.imported = imported.mapValues { keys in
      var others = linking
      return others.linked(keys)
    }
    return (state, linking.newcomers)
  }

  private struct Linking: KindVisitor {
    let catalog: ReferenceCatalog
    var inventory: Inventory
    var newcomers = Set<Address>()

    mutating func visit<Value: Managed>(_ type: Value.Type) {
      inventory[type] = linked(inventory[type])
    }

    mutating func linked<Value: Managed>(_ entries: EntrySet<Value>) -> EntrySet<Value> {
      EntrySet(
        sorted: entries.entries.map { entry in
          var value = entry.value
          var isKnown = true
          value.changeProducts { product in
            let known = catalog.linked(ProductID(product.text))
            if known.slot < 0, product.slot >= 0 { isKnown = false }
            return known
          }
          if !isKnown { newcomers.insert(value.address) }
          return entry.with(value)
        })
    }
  }
}

/// Rows with the ids of the catalogue, by which rules compare products, and with what their entries
/// say beside the value.
private struct RowsAsWritten: KindVisitor {
  let own: Inventory
  let catalog: ReferenceCatalog
  var rows: Inventory

  mutating func visit<Value: Managed>(_ type: Value.Type) {
    let own = own[type]
    rows[type] = EntrySet(
      sorted: rows[type].entries.map { entry in
        let written = own[entry.name]
        if let written, written.value == entry.value { return written }
        var value = entry.value
        value.changeProducts(catalog.linked)
        guard let written else { return entry.with(value) }
        return Entry(
          value, origin: written.origin, ignores: written.ignores, secret: entry.secret,
          flaws: entry.flaws)
      })
  }
}
