extension Impact {
  /// What `changes` mean, made from the rows that `stored` holds.
  ///
  /// `imported` are keys of other projects that the repository knows besides those that the target
  /// tells of. Looks at all rows once, and closely at those that the changes concern; costs nothing
  /// where no change bears on licences.
  package init(
    of changes: [Change], from stored: StoredInventory,
    imported: [String: EntrySet<ProductKey>] = [:], catalog: ReferenceCatalog, today: CalendarDate
  ) {
    guard changes.contains(where: \.bearsOnLicences) else { return }
    let rows = ImpactRows(changes, stored.inventory)
    let told = stored.neighbours.keys
    let before = ResolvedInventory(rows.before, told, catalog)
    let after = ResolvedInventory(rows.after, imported.merging(told) { $1 }, catalog)
    let scope = ImpactScope(changes, before: before, after: after)
    keys = KeyImpacts(rows, before: before, after: after, stored.neighbours).all(scope)
    var paths = PathImpacts(rows, before: before, after: after)
    paths.look(scope)
    self.paths = paths.all
    if paths.hasRequests || scope.changesServices {
      services = ServiceImpacts(rows, citations: paths.citations, catalog.thresholds)
        .all(before: paths.before, after: paths.after)
    }
    var support = SupportImpacts(after, today: today)
    support.look(scope)
    supportEnds = support.all
    var editions = EditionImpacts(rows, before: before, after: after)
    editions.look(changes)
    self.editions = editions.all
  }
}
