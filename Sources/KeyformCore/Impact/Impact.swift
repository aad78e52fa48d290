/// What a plan means for licences, beside what it does to rows: activations, ways to activate, counts
/// of KMS hosts, ends of support, changes of edition. Only what the plan changes is in it.
package struct Impact: Hashable, Sendable {
  /// Keys with counted activations, by reference.
  package var keys: [KeyImpact] = []
  /// Machines that get, lose or change their way to activate, by kind of change and product.
  package var paths: [PathImpact] = []
  /// KMS hosts and directories that other machines ask than before, by address.
  package var services: [ServiceImpact] = []
  /// What leaves support soon among what the plan touches, by day and product.
  package var supportEnds: [SupportImpact] = []
  /// By the two editions.
  package var editions: [EditionImpact] = []

  package init() {}

  package static let none = Impact()

  package var isEmpty: Bool {
    keys.isEmpty && paths.isEmpty && services.isEmpty && supportEnds.isEmpty && editions.isEmpty
  }
}

/// The machines that one line of an impact is about, and where they come from.
package struct ConcernedMachines: Hashable, Sendable {
  package var count = 0
  /// Deployments that do not say how many machines they have.
  package var uncounted = 0
  /// Names in byte order.
  package var deployments: [String] = []
  /// Names in byte order.
  package var bindings: [String] = []

  package init() {}

  mutating func add(_ machines: Int?) {
    if let machines { count += machines } else { uncounted += 1 }
  }

  /// Takes in the deployment at `index` with all its bindings.
  mutating func add(_ index: Int, in side: ResolvedInventory) {
    let deployment = side.deployment(index)
    add(deployment.machines)
    deployments.append(deployment.name)
    bindings += side.bindingsOfDeployment[index].map { side.binding($0).name }
  }
}

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
    // Independent of each other, so all cores work.
    let (paths, (keys, rest)) = AllCores.both(
      { PathImpacts(rows, scope, before: before, after: after) },
      {
        AllCores.both(
          { KeyImpacts(rows, before: before, after: after, stored.neighbours).all(scope) },
          { (SupportImpacts(after, scope, today: today).all, EditionImpacts(changes, after).all) })
      })
    self.keys = keys
    self.paths = paths.all
    (supportEnds, editions) = rest
    if paths.hasRequests || scope.changesServices {
      services = ServiceImpacts(
        rows: rows, citations: paths.citations, needed: catalog.thresholds.map(ServiceCounts.init)
      ).all(before: paths.before, after: paths.after)
    }
  }
}
