/// Compares the desired state with what a target holds.
package enum Difference {
  /// The changes that lead from `stored` to `desired`, by kind and name. Targets never diff: they
  /// hand over their rows and take changes. `renames` where they are known already.
  ///
  /// A wanted entry that only nobody has a row for takes that row over. A row that is no longer
  /// wanted is deleted, or let go of where its address matches one of `releasing`; bindings go with
  /// their deployment. `catalog` is the digest of the one that filled in public values, `today` the
  /// day after which nothing can have been counted; nil: whatever.
  package static func changes(
    from stored: StoredInventory, to desired: Inventory, renames: Renames? = nil,
    releasing patterns: [Glob] = [], catalog: String? = nil, today: CalendarDate? = nil
  ) -> [Change] {
    let renames = renames ?? Renames(from: stored.inventory, to: desired)
    var comparison = RowComparison(
      stored: stored, desired: desired, renames: renames,
      digester: stored.digestKey.map { RowDigester(key: $0) },
      releasing: Releasing(
        patterns, stored.inventory.deployments, renames[.deployment], desired.deployments),
      latest: today.map(Observation.latest),
      isNewCatalog: catalog == nil || stored.catalog == nil || catalog != stored.catalog)
    EntityKind.visitAll(&comparison)
    return comparison.changes
  }
}

/// One comparison, kind by kind.
private struct RowComparison: KindVisitor {
  let stored: StoredInventory
  let desired: Inventory
  let renames: Renames
  let digester: RowDigester?
  let releasing: Releasing
  /// The last day that an observation can be of.
  let latest: CalendarDate?
  let isNewCatalog: Bool
  var changes: [Change] = []

  mutating func visit<Value: Managed>(_ type: Value.Type) {
    let isKey = Value.kind == .key
    merge(
      StoredRows(
        rows: stored.inventory[type], renamed: renames[Value.kind],
        unmanaged: stored.unmanaged[type],
        releasing: releasing, latest: latest
      ) { [stored, digester] owner, index, entry in
        digester?.digest(
          of: entry.value, material: isKey ? stored.material(owner, index) : nil)
      }, desired[type])
  }

  /// A merge join of two lists in byte order of the name. Renamed rows leave their place in the
  /// one list and come with their entry in the other.
  private mutating func merge<Value: Managed>(
    _ stored: StoredRows<Value>, _ desired: EntrySet<Value>
  ) {
    let renamed = stored.renamed
    let hasRenames = !renamed.isEmpty
    let old = stored.rows.entries
    let new = desired.entries
    var left = 0
    var right = 0
    while left < old.count || right < new.count {
      // Two sides of a comparison share what they have from one file.
      if !hasRenames, left < old.count, right < new.count, old[left] === new[right] {
        left += 1
        right += 1
      } else if hasRenames, left < old.count, renamed.moved.contains(left) {
        left += 1
      } else if hasRenames, right < new.count, let row = renamed.rows[new[right].name] {
        let kept = new[right].value.keepingNewerObservations(
          of: old[row].value, latest: stored.latest)
        changes.append(
          Change(
            .update(from: Value.entity(old[row]), to: Value.entity(new[right].with(kept))),
            base: stored.base(.project, row, old[row])))
        right += 1
      } else if right == new.count || left < old.count && old[left].name < new[right].name {
        let gone = Value.entity(old[left])
        changes.append(
          Change(
            stored.isReleased(old[left]) ? .release(gone) : .delete(gone),
            base: stored.base(.project, left, old[left])))
        left += 1
      } else if left == old.count || new[right].name < old[left].name {
        changes.append(
          stored.adoption(of: new[right]) ?? Change(.create(Value.entity(new[right]))))
        right += 1
      } else {
        if let goal = Self.goal(stored: old[left], desired: new[right], stored.latest) {
          changes.append(
            Change(
              .update(from: Value.entity(old[left]), to: Value.entity(goal)),
              base: stored.base(.project, left, old[left]),
              isFromCatalog: isNewCatalog && Self.isFromCatalog(old[left].value, goal)))
        }
        left += 1
        right += 1
      }
    }
  }

  /// Whether an update only brings what the catalogue filled in: the value of a public key that
  /// the entry does not write itself, with tail and check value. With the catalogue of the last
  /// apply it is somebody else who changed the row.
  private static func isFromCatalog<Value: Managed>(
    _ stored: Value, _ goal: Entry<Value>
  ) -> Bool {
    guard Value.kind == .key, goal.flaws?.valueIsWritten != true else { return false }
    let names = FieldChange.between(stored, goal.value).map(\.name)
    guard names.contains(ProductKey.Field.value.rawValue) else { return false }
    let filled: Set = [
      ProductKey.Field.value.rawValue, ProductKey.Field.tail.rawValue,
      ProductKey.Field.check.rawValue,
    ]
    return filled.isSuperset(of: names)
  }

  /// The row to write, or nil where nothing changes: observations keep the newer day.
  private static func goal<Value: Managed>(
    stored: Entry<Value>, desired: Entry<Value>, _ latest: CalendarDate?
  ) -> Entry<Value>? {
    if stored.value == desired.value { return nil }
    let value = desired.value.keepingNewerObservations(of: stored.value, latest: latest)
    if value == stored.value { return nil }
    return desired.with(value)
  }
}
